//! A database of time zones without any.
//!
//! In a browser the library behind RustPython's `time` would bring all zones of the world. A program here lives in
//! virtual time, in UTC, and there is no `zoneinfo`: nobody could ask for another.

/// Which edition of the database this is: of none.
pub static VERSION: Option<&str> = None;

/// The zone of that name with its data: there is none.
#[must_use]
pub fn get(_name: &str) -> Option<(&'static str, &'static [u8])> {
    None
}

/// The names of all zones.
#[must_use]
pub fn available() -> TimeZoneNameIter {
    TimeZoneNameIter(core::iter::empty())
}

/// The names of all zones, of which there are none.
#[derive(Clone, Debug)]
pub struct TimeZoneNameIter(core::iter::Empty<&'static str>);

impl Iterator for TimeZoneNameIter {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        self.0.next()
    }
}
