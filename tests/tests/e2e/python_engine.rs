//! The Python engine by itself: its files, its worker and what that says, without the page around it.

use coroscope_tests::{Page, Site, visit};
use serde_json::{Value, json};

/// Loads the engine as a page does, and runs programs in workers of one compiled module.
const HOLDER: &str = include_str!("python_engine.js");

/// Runs one after the other and gives what became of each.
pub(crate) async fn run(page: &Page, programs: Value) -> Vec<Value> {
    page.open("index.html").await;
    let script = format!("{HOLDER}\nreturn holder(...arguments);");
    let told = page
        .browser()
        .client()
        .execute_async(&script, vec![programs])
        .await
        .expect("the holder answers");
    let Value::Array(told) = told else {
        panic!("the engine could not be loaded: {told}");
    };
    told
}

fn printed(outcome: &Value, text: &str) -> bool {
    outcome["bytes"]
        .as_str()
        .expect("there are events")
        .contains(text)
}

fn finished(exit_code: u32) -> Value {
    json!({ "Finished": { "exit_code": exit_code } })
}

#[test]
fn programs_run_in_workers_of_one_module() {
    visit(Site::new(), async |page| {
        let told = run(
            &page,
            json!([
                { "source": "print('привет from the first')" },
                { "source": "x = 1\nprint('from the second', file=__import__('sys').stderr)\nraise SystemExit(3)" },
                { "source": "print(x)" },
                { "source": "import asyncio\nasync def main():\n  await asyncio.sleep(3600)\n  print('an hour later')\nasyncio.run(main())" },
            ]),
        )
        .await;
        assert_eq!(told[0]["ready"]["python"], "3.14");
        assert!(printed(&told[0], "привет from the first"), "{}", told[0]);
        assert_eq!(told[0]["ended"], finished(0));
        assert!(printed(&told[1], "from the second"), "{}", told[1]);
        assert_eq!(told[1]["ended"], finished(3));
        // Nothing is left of the programs before it.
        assert!(printed(&told[2], "NameError"), "{}", told[2]);
        assert_eq!(told[2]["ended"], finished(1));
        // Time is virtual: nobody waits for it here.
        assert!(printed(&told[3], "an hour later"), "{}", told[3]);
        assert_eq!(told[3]["ended"], finished(0));
        let asked = page.requests();
        let modules = asked
            .iter()
            .filter(|it| it.path.contains("python/") && it.path.contains(".wasm"));
        assert_eq!(modules.count(), 1, "it is downloaded once: {asked:#?}");
    });
}

#[test]
fn a_program_that_computes_for_ever_is_shown_and_can_be_stopped() {
    visit(Site::new(), async |page| {
        let told = run(
            &page,
            json!([
                { "source": "print('before')\nwhile True: pass", "stop": "before" },
                { "source": "print('after')" },
            ]),
        )
        .await;
        assert!(printed(&told[0], "before"), "{}", told[0]);
        assert_eq!(told[0]["ended"], Value::Null);
        assert_eq!(told[0]["stopped"], true);
        assert!(printed(&told[1], "after"), "{}", told[1]);
    });
}

#[test]
fn what_is_too_deep_or_too_large_is_an_exception() {
    let deep = |body: &str| json!({ "source": format!("import sys\nsys.setrecursionlimit(10**9)\n{body}") });
    let programs = [
        deep("def f(): f()\nf()"),
        deep("class A:\n  def __add__(self, other): return self + other\nA() + A()"),
        deep("class A:\n  def __init__(self): A()\nA()"),
        deep("class A:\n  def __getattr__(self, name): return getattr(self, name + '')\nA().x"),
        deep("def k(x): return sorted([1, 2], key=k)\nk(1)"),
        deep("def g(): yield from g()\nlist(g())"),
        deep("async def c(): await c()\nc().send(None)"),
        deep("def f(): exec('f()', globals())\nf()"),
        deep("class A:\n  def __str__(self): return f'{self}'\nstr(A())"),
        json!({ "source": "x = [0] * 10**9" }),
        json!({ "source": "x = []\nwhile True: x.append(bytearray(10**7))" }),
    ];
    visit(Site::new(), async move |page| {
        let told = run(&page, json!(programs)).await;
        for (program, outcome) in programs.iter().zip(told) {
            let error = if program["source"]
                .as_str()
                .is_some_and(|it| it.starts_with('x'))
            {
                "MemoryError"
            } else {
                "RecursionError"
            };
            assert_eq!(outcome["ended"], finished(1), "{program}: {outcome}");
            assert!(printed(&outcome, error), "{program}: {outcome}");
        }
    });
}

#[test]
fn a_trap_is_reported_with_its_cause_and_the_next_worker_knows_nothing_of_it() {
    // Nothing asks how deep things are when they are let go.
    let deep =
        "print('before')\nx = []\nfor _ in range(300_000): x = [x]\nx = None\nprint('after')";
    // Nor what a single call takes: no loop of the program goes round meanwhile.
    let hungry = "import itertools\nprint('before')\nx = list(itertools.count())\nprint('after')";
    visit(Site::new(), async move |page| {
        let told = run(
            &page,
            json!([{ "source": deep }, { "source": hungry }, { "source": "print('alive')" }]),
        )
        .await;
        for (outcome, cause) in told.iter().zip(["Stack", "Memory"]) {
            assert!(
                printed(outcome, "before") && !printed(outcome, "after"),
                "{outcome}"
            );
            assert_eq!(outcome["ended"], Value::Null);
            assert_eq!(outcome["failed"]["cause"], cause, "{outcome}");
        }
        assert!(printed(&told[2], "alive"), "{}", told[2]);
    });
}

#[test]
fn what_is_no_message_or_no_module_is_answered() {
    visit(Site::new(), async |page| {
        let told = run(
            &page,
            json!([{ "message": { "Dance": {} } }, { "module": "none" }]),
        )
        .await;
        let failed = |outcome: &Value, cause: &str| outcome["failed"]["cause"] == cause;
        assert!(failed(&told[0], "Panic"), "{}", told[0]);
        assert!(failed(&told[1], "Other"), "{}", told[1]);
    });
}
