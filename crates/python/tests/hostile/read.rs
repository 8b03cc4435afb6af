//! The hostile programs, by kind. Each begins with a line that says what it does and how it ends.

/// A program that nobody would want to run.
#[derive(Debug)]
pub(crate) struct Hostile {
    /// The file it is in.
    pub(crate) kind: &'static str,
    /// What it does, in words.
    pub(crate) name: String,
    /// How it ends: `ends <exit code>`, the name of an exception that ends it, the name of an
    /// `End`, `endless`, `endless inside` if that is within one call, or `trap <its cause>`; some
    /// only `in a browser`, where more is bounded.
    pub(crate) ending: String,
    /// Its text.
    pub(crate) source: String,
}

impl Hostile {
    /// Whether only a browser bounds it: a call that does not come back, or that takes what memory or stack there is.
    pub(crate) fn needs_browser(&self) -> bool {
        self.ending.ends_with(" inside")
            || self.ending.ends_with(" in a browser")
            || self.ending.starts_with("trap ")
    }

    /// Whether a browser has it among its own: all but most of those that want all memory, for each takes seconds.
    pub(crate) fn runs_in_browser(&self) -> bool {
        self.kind != "memory" || self.needs_browser() || HUNGRY.contains(&&*self.name)
    }
}

/// What a browser is shown of the programs that want all memory, beside those that only it can bound.
const HUNGRY: [&str; 4] = [
    "fills a dictionary",
    "doubles a text",
    "keeps numbers in a list, and calls nothing",
    "frees what it held, and goes on",
];

const KINDS: [(&str, &str); 8] = [
    ("exits", include_str!("exits.py")),
    ("floods", include_str!("floods.py")),
    ("loops", include_str!("loops.py")),
    ("memory", include_str!("memory.py")),
    ("output", include_str!("output.py")),
    ("recursion", include_str!("recursion.py")),
    ("sources", include_str!("sources.py")),
    ("tampering", include_str!("tampering.py")),
];

/// All of them.
///
/// # Panics
/// If a file is not written as it should be.
pub(crate) fn hostile_programs() -> Vec<Hostile> {
    let of_kind = |(kind, text): &(&'static str, &str)| {
        let text = format!("\n{text}");
        let programs = text.split("\n### ").skip(1);
        let programs = programs.map(|program| {
            let (head, body) = program.split_once('\n').unwrap_or((program, ""));
            let (name, ending) = head.split_once(": ").expect("it says how it ends");
            Hostile {
                kind,
                name: name.into(),
                ending: ending.into(),
                source: expanded(body),
            }
        });
        programs.collect::<Vec<_>>()
    };
    KINDS.iter().flat_map(of_kind).collect()
}

/// What no file can hold, or should: `<<NUL>>` and the like, and `<<1000 * text>>`.
fn expanded(text: &str) -> String {
    let mut blocks = String::new();
    for depth in 0..150 {
        blocks.extend([&*" ".repeat(depth), "if 1:\n"]);
    }
    let mut text = text
        .replace("<<NUL>>", "\0")
        .replace("<<BOM>>", "\u{feff}")
        .replace("<<NEWLINE>>", "\n")
        .replace("<<BLOCKS>>", &blocks);
    let mut from = 0;
    while let Some(start) = text[from..].find("<<").map(|at| at + from) {
        let repeated = text[start..].find(">>").and_then(|length| {
            let (count, what) = text[start + 2..start + length].split_once(" * ")?;
            Some((count.parse().ok()?, what.to_owned(), start + length + 2))
        });
        let Some((count, what, end)) = repeated else {
            from = start + 2;
            continue;
        };
        let what = what.repeat(count);
        text.replace_range(start..end, &what);
        from = start + what.len();
    }
    text
}
