//! The ticks as paths, one a colour, and the times below them.

use std::{fmt::Write as _, rc::Rc};

use coroscope_markup::html;
use coroscope_trace::{History, Mark, model::Colour};
use yew::prelude::*;

use crate::{
    i18n::{self, Lang},
    state::{View, hue},
};

/// With more steps than this, neighbours share a tick.
const BINS: usize = 900;

/// So many of the steps that share a tick are asked for their task.
const SAMPLES: usize = 4;

/// So many times stand below the ticks at most.
const TIMES: usize = 9;

/// Times closer together than this share of the width, in percent, would run
/// into each other.
const NEAR: f64 = 8.0;

/// Hues, and 0 for none.
const HUES: usize = 7;

/// What [`Ticks`] takes.
#[derive(Properties)]
pub(super) struct TicksProps {
    pub(super) view: View,
    /// Whether these are the pale ones, which lie ahead.
    pub(super) ahead: bool,
}

impl PartialEq for TicksProps {
    /// Only the recording matters: the position is the style sheet's.
    fn eq(&self, other: &Self) -> bool {
        self.ahead == other.ahead
            && self
                .view
                .history
                .events()
                .shares(other.view.history.events())
    }
}

/// All ticks of the recording.
#[function_component]
pub(super) fn Ticks(props: &TicksProps) -> Html {
    let history = &props.view.history;
    let (width, paths) = paths(history);
    let class = if props.ahead {
        "scrub__ahead"
    } else {
        "scrub__past"
    };
    html! {
        <svg {class} viewBox={format!("0 0 {width} 10")} preserveAspectRatio="none">
            { for paths.iter().enumerate().filter(|(_, path)| !path.is_empty()).map(|(number, path)| {
                let colour = Colour { hue: number as u8, repeated: false };
                html! { <path class={hue(colour)} d={path.clone()} /> }
            }) }
        </svg>
    }
}

/// The width of the drawing, and a path for each hue.
fn paths(history: &History) -> (usize, [Rc<str>; HUES]) {
    let steps = history.steps();
    let bins = steps.min(BINS);
    let mut paths: [String; HUES] = Default::default();
    for bin in 0..bins {
        // Steps count from 1; the tick of step n stands at n.
        let (from, to) = (bin * steps / bins + 1, (bin + 1) * steps / bins);
        let path = &mut paths[usize::from(colour(history, from, to)) % HUES];
        let _ = write!(path, "M{} 0V10", bin + 1);
    }
    (bins.max(1), paths.map(Rc::from))
}

/// The hue that is met most often among some of the steps `from..=to`.
fn colour(history: &History, from: usize, to: usize) -> u8 {
    let head = history.head();
    let mut votes = [0_u8; HUES];
    let stride = ((to + 1 - from) / SAMPLES).max(1);
    for step in (from..=to).step_by(stride) {
        let task = history.subject_at(history.position_of_step(step));
        let hue = task
            .and_then(|task| head.task(task))
            .map_or(0, |task| task.colour.hue);
        votes[usize::from(hue) % HUES] += 1;
    }
    let most = votes
        .iter()
        .enumerate()
        .max_by_key(|(hue, votes)| (**votes, *hue));
    most.map_or(0, |(hue, _)| hue as u8)
}

/// Times and where they begin, in percent of the width.
pub(super) fn times(history: &History, lang: Lang) -> Vec<(f64, String)> {
    let steps = history.steps();
    if steps == 0 {
        return Vec::new();
    }
    let mut times = vec![(0.0, i18n::moment(lang, 0.0))];
    let mut position = 0;
    let mut looked = 0;
    while let Some(next) = history.next(Mark::Moment, position) {
        position = next;
        let share = history.step_at(next) as f64 / steps as f64 * 100.0;
        let last = times.last().map_or(0.0, |(share, _)| *share);
        if share - last >= NEAR && share <= 100.0 - NEAR / 2.0 {
            let time = history.time_at(next);
            times.push((share, i18n::moment(lang, time)));
        }
        looked += 1;
        // A run of a thousand moments has room for a few anyway.
        if times.len() >= TIMES || looked > 2000 {
            break;
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use coroscope_trace::{Event, EventKind, Place, Stream};

    use super::*;

    fn history(steps: u32) -> History {
        let mut history = History::new();
        history.extend((0..steps).map(|n| Event {
            time: f64::from(n / 4),
            kind: EventKind::Output {
                stream: Stream::Stdout,
                text: "x\n".into(),
                task: None,
                place: Place::default(),
            },
        }));
        history
    }

    #[test]
    fn every_step_has_a_tick_until_there_are_too_many() {
        for (steps, ticks) in [(0, 0), (1, 1), (67, 67), (900, 900), (20_000, 900)] {
            let (width, paths) = paths(&history(steps));
            let found: usize = paths.iter().map(|path| path.matches('M').count()).sum();
            assert_eq!((found, width), (ticks, ticks.max(1)), "{steps} steps");
        }
    }

    #[test]
    fn times_keep_a_distance() {
        assert!(times(&history(0), Lang::EN).is_empty());
        let times = times(&history(400), Lang::EN);
        assert_eq!(times[0].1, "0\u{a0}s");
        assert!(times.len() <= TIMES);
        assert!(times.windows(2).all(|pair| pair[1].0 - pair[0].0 >= NEAR));
    }
}
