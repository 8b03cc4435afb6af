//! The command with the Python engine, in the place of `python3`.
#![cfg(feature = "python")]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

/// Runs the program in `source`, handed in as standard input.
fn run(source: &str, options: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_coroscope"))
        .args(["run", "-"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it has a standard input");
    stdin.write_all(source.as_bytes()).expect("it is read");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it is text")
}

#[test]
fn streams_and_exit_code_are_pythons() {
    let source =
        "import sys\nprint('out', sys.argv[1:])\nprint('err', file=sys.stderr)\nsys.exit(3)";
    let output = run(source, &["--", "one", "--two"]);
    assert_eq!(text(&output.stdout), "out ['one', '--two']\n");
    assert_eq!(text(&output.stderr), "err\n");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn an_uncaught_exception_shows_its_traceback() {
    let output = run("def f():\n    1 / 0\nf()", &[]);
    let expected = "Traceback (most recent call last):\n  \
                    File \"<stdin>\", line 3, in <module>\n    f()\n    ~^^\n  \
                    File \"<stdin>\", line 2, in f\n    1 / 0\n    ~~^~~\n\
                    ZeroDivisionError: division by zero\n";
    assert_eq!(text(&output.stderr), expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_deadlock_is_said() {
    let source =
        "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())";
    let output = run(source, &[]);
    assert!(text(&output.stderr).starts_with("coroscope: Deadlock: `main` waits"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_hour_takes_no_time_on_the_virtual_clock() {
    let source = "import asyncio, time\nasyncio.run(asyncio.sleep(3600))\nprint(time.monotonic())";
    assert_eq!(text(&run(source, &[]).stdout), "3600.0\n");
}

#[test]
fn further_modules_come_from_a_folder() {
    let folder = std::env::temp_dir().join(format!("coroscope-lib-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("pack")).expect("a folder");
    std::fs::write(folder.join("pack/__init__.py"), "from .inner import answer").expect("a file");
    std::fs::write(folder.join("pack/inner.py"), "answer = 42").expect("a file");
    let lib = folder.to_str().expect("a path");
    let output = run("import pack\nprint(pack.answer)", &["--lib", lib]);
    std::fs::remove_dir_all(&folder).expect("it goes");
    assert_eq!(text(&output.stdout), "42\n", "{}", text(&output.stderr));
}
