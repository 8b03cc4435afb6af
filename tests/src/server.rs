//! A static file server of the plainest kind: no special headers, as on any course site.

mod answer;
mod site;

pub use site::{Gate, Site};

use answer::Answer;
use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path that was asked for, with its query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
}

/// A site on a port of its own, hence with an origin and a storage of its own.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    site: Site,
    log: Mutex<Vec<Request>>,
    closing: AtomicBool,
}

impl Server {
    /// Serves the site.
    pub(crate) fn start(site: Site) -> Self {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free local port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            site,
            log: Mutex::default(),
            closing: AtomicBool::new(false),
        });
        let server = Self {
            address,
            shared: Arc::clone(&shared),
        };
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if shared.closing.load(Ordering::Relaxed) {
                    break;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.answer(stream));
            }
        });
        server
    }

    /// The address of the site's folder, with a slash at its end.
    pub(crate) fn base(&self) -> String {
        format!("http://{}{}", self.address, self.shared.site.base)
    }

    /// The origin, without a slash at its end.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far, in the order of their answers.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.log().clone()
    }

    /// What the visit is to do without failing.
    pub(crate) fn site(&self) -> &Site {
        &self.shared.site
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.shared.site.open_gates();
        // Wakes the thread that accepts, so that it sees the flag. Where that cannot be done the
        // thread is gone already.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Vec<Request>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers the one request of a connection. A browser also opens connections on which it
    /// never asks, and closes some in the middle of an answer; neither is an error.
    fn answer(&self, stream: TcpStream) {
        let _ = stream.set_read_timeout(Some(Duration::from_mins(5)));
        let mut head = BufReader::new(&stream).lines().map_while(Result::ok);
        let Some(first) = head.next() else { return };
        // The rest of the head is read, or closing the connection would reset it.
        head.take_while(|line| !line.is_empty()).for_each(drop);
        let mut words = first.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let answer = if method == "GET" {
            self.site.answer(target)
        } else {
            Answer::plain(405, "only GET is understood")
        };
        self.log().push(Request {
            path: target.to_owned(),
            status: answer.status,
        });
        let _ = answer.send(stream);
    }
}
