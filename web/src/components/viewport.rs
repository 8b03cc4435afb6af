//! How much of a scrolled element is seen, so that only that is drawn.

use std::ops::Range;

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

use crate::i18n::Lang;

/// Scroll offsets are rounded down to this many pixels: within it nothing has to
/// be drawn anew. What is drawn reaches one grain further on every side.
pub const GRAIN: f64 = 120.0;

/// What is seen of a scrolled element, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Viewport {
    /// The width of the visible part.
    pub width: f64,
    /// The height of the visible part.
    pub height: f64,
    /// How far it is scrolled to the right, rounded down to a [`GRAIN`].
    pub left: f64,
    /// How far it is scrolled down, rounded down to a [`GRAIN`].
    pub top: f64,
    /// The lengths that were asked for, in pixels.
    pub lengths: Vec<f64>,
}

impl Viewport {
    /// The rows to draw, of `count` rows of this height that begin `offset`
    /// pixels below the top.
    pub fn rows(&self, offset: f64, row: f64, count: usize) -> Range<usize> {
        if row <= 0.0 {
            return 0..0;
        }
        let first = ((self.top - GRAIN - offset) / row).floor().max(0.0) as usize;
        let last = (self.top + self.height + 2.0 * GRAIN - offset) / row;
        let last = (last.ceil().max(0.0) as usize).min(count);
        first.min(last)..last
    }

    /// A length that was asked for.
    pub fn length(&self, index: usize, otherwise: f64) -> f64 {
        let known = self.lengths.get(index).copied();
        known.filter(|it| *it > 0.0).unwrap_or(otherwise)
    }
}

/// Follows size and scroll offset of an element, and the values of some of its
/// custom properties that are lengths in pixels. The element has to stay the
/// same for the component's life. The lengths are measured anew in another language, on
/// which they depend.
#[hook]
pub fn use_viewport(node: &NodeRef, lang: Lang, lengths: &'static [&'static str]) -> Viewport {
    let state = use_state_eq(Viewport::default);
    let setter = state.setter();
    use_effect_with((node.clone(), lang), move |(node, _)| {
        let watch = node.cast::<Element>().map(|element| {
            let measured = element.clone();
            let closure: Closure<dyn FnMut()> = Closure::new(move || {
                setter.set(measure(&measured, lengths));
            });
            Watch::begin(element, closure)
        });
        move || drop(watch)
    });
    (*state).clone()
}

/// A resize observer and a scroll listener, both ended on drop.
struct Watch {
    element: Element,
    observer: Option<ResizeObserver>,
    closure: Closure<dyn FnMut()>,
}

impl Watch {
    fn begin(element: Element, closure: Closure<dyn FnMut()>) -> Self {
        let function: &js_sys::Function = closure.as_ref().unchecked_ref();
        // Observing reports once at the start, which is the first measurement.
        let observer = ResizeObserver::new(function).ok();
        if let Some(observer) = &observer {
            observer.observe(&element);
        }
        let listening = element.add_event_listener_with_callback("scroll", function);
        debug_assert!(listening.is_ok(), "an element takes listeners");
        Self {
            element,
            observer,
            closure,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        let function = self.closure.as_ref().unchecked_ref();
        let ended = self
            .element
            .remove_event_listener_with_callback("scroll", function);
        debug_assert!(ended.is_ok(), "the listener was added");
    }
}

fn measure(element: &Element, lengths: &[&str]) -> Viewport {
    let grain = |offset: i32| (f64::from(offset) / GRAIN).floor().max(0.0) * GRAIN;
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    let length = |name: &&str| {
        let value = style.as_ref()?.get_property_value(name).ok()?;
        Some(js_sys::parse_float(value.trim().strip_suffix("px")?))
    };
    Viewport {
        width: f64::from(element.client_width()),
        height: f64::from(element.client_height()),
        left: grain(element.scroll_left()),
        top: grain(element.scroll_top()),
        lengths: lengths.iter().map(|it| length(it).unwrap_or(0.0)).collect(),
    }
}

/// Scrolls an element so that `from..to` is seen along one axis, with as little
/// movement as possible and `margin` pixels of its surroundings.
pub fn offset_to_show(offset: f64, size: f64, from: f64, to: f64, margin: f64) -> Option<f64> {
    if size <= 0.0 {
        return None;
    }
    let margin = margin.min(((size - (to - from)) / 2.0).max(0.0));
    if from - margin < offset {
        Some((from - margin).max(0.0))
    } else if to + margin > offset + size {
        Some(to + margin - size)
    } else {
        None
    }
    .filter(|new| (new - offset).abs() >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_that_are_seen_are_drawn() {
        let view = Viewport {
            height: 300.0,
            top: 34_000.0,
            ..Viewport::default()
        };
        let rows = view.rows(0.0, 34.0, 10_000);
        assert!(rows.start > 990 && rows.start < 1_000, "{rows:?}");
        assert!(rows.end > 1_008 && rows.end < 1_020, "{rows:?}");
        assert_eq!(view.rows(0.0, 34.0, 5), 5..5);
        assert_eq!(Viewport::default().rows(0.0, 0.0, 7), 0..0);
    }

    #[test]
    fn scrolling_moves_no_more_than_it_must() {
        assert_eq!(offset_to_show(0.0, 100.0, 10.0, 20.0, 0.0), None);
        assert_eq!(offset_to_show(0.0, 100.0, 150.0, 160.0, 0.0), Some(60.0));
        assert_eq!(
            offset_to_show(200.0, 100.0, 150.0, 160.0, 10.0),
            Some(140.0)
        );
        assert_eq!(offset_to_show(50.0, 100.0, 0.0, 10.0, 30.0), Some(0.0));
        assert_eq!(offset_to_show(0.0, 0.0, 10.0, 20.0, 0.0), None);
    }
}
