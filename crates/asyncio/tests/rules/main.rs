//! Whole-order tests: one for each rule, named after it. Each fills a list of
//! lines, `<iteration> <loop time> <what happened>`, and compares all of it.

mod as_completed_rules;
mod callback_rules;
mod cancel_rules;
mod clock_rules;
mod completed_stream_rules;
mod context_rules;
mod eager_rules;
mod events;
mod foreign;
mod future_rules;
mod gather_rules;
mod group_end_rules;
mod group_leaks;
mod group_rules;
mod interrupt_rules;
mod leaks;
mod limit_rules;
mod loop_rules;
mod observer;
mod places;
mod run_rules;
mod runner_rules;
mod shield_rules;
mod size;
mod stage;
mod stop_rules;
mod task_rules;
mod timeout_rules;
mod vain_rules;
mod wait_for_rules;
mod wait_rules;
mod warning_rules;
