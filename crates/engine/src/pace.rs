//! How loop time and real time go together while a run is live.

/// What loop time it is now, when it may only move up to the next deadline.
///
/// Loop time itself jumps exactly from deadline to deadline in every mode; live
/// running only decides *when* to jump. So a pace is where the learner's clock
/// stands between two jumps. Real time is handed in, in seconds from any origin.
///
/// A wake-up that comes late (timers are clamped to some milliseconds) is made up
/// for by the next waits, so that ten sleeps of 1 ms do not take 40 ms more than
/// they should. A wake-up that is much too late, because the tab was in the
/// background or the machine slept, is not: time simply went on without us.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Loop seconds in a real second.
    speed: f64,
    /// Loop time at the anchor.
    position: f64,
    /// Real time at the anchor; `None` while time stands still.
    anchor: Option<f64>,
}

/// Lateness, in real seconds, up to which the next waits are shortened.
pub const MAX_LAG: f64 = 0.25;

impl Pace {
    /// A clock that stands at `position`.
    #[must_use]
    pub fn new(speed: f64) -> Self {
        Self {
            speed,
            position: 0.0,
            anchor: None,
        }
    }

    /// Loop seconds in a real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Whether time runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.anchor.is_some()
    }

    /// Lets time run from where it stands.
    pub fn start(&mut self, real: f64) {
        self.anchor.get_or_insert(real);
    }

    /// Lets time stand where it is.
    pub fn stop(&mut self, real: f64) {
        self.position = self.position(real);
        self.anchor = None;
    }

    /// Changes the speed from now on.
    pub fn set_speed(&mut self, speed: f64, real: f64) {
        self.position = self.position(real);
        self.anchor = self.anchor.map(|_| real);
        self.speed = speed;
    }

    /// The loop time that has been reached, whatever the loop itself says.
    #[must_use]
    pub fn position(&self, real: f64) -> f64 {
        match self.anchor {
            Some(anchor) => self.position + (real - anchor).max(0.0) * self.speed,
            None => self.position,
        }
    }

    /// The loop's own time is `time` now: it jumped there, because its deadline
    /// came or because somebody stepped. The clock follows.
    pub fn reached(&mut self, time: f64, real: f64) {
        let lag = (self.position(real) - time) / self.speed;
        if self.anchor.is_none() || !(0.0..=MAX_LAG).contains(&lag) {
            self.position = time;
            self.anchor = self.anchor.map(|_| real);
        }
    }

    /// How many real seconds are left until loop time `deadline`. Zero when it is
    /// over; infinite while time stands still.
    #[must_use]
    pub fn wait(&self, deadline: f64, real: f64) -> f64 {
        let left = deadline - self.position(real);
        if left <= 0.0 {
            0.0
        } else if self.anchor.is_none() {
            f64::INFINITY
        } else {
            left / self.speed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_at_its_speed() {
        let mut pace = Pace::new(2.0);
        assert_eq!(pace.wait(3.0, 10.0), f64::INFINITY);
        pace.start(10.0);
        assert_eq!(pace.wait(3.0, 10.0), 1.5);
        assert_eq!(pace.position(11.0), 2.0);
        assert_eq!(pace.wait(3.0, 11.5), 0.0);
    }

    #[test]
    fn a_change_of_speed_counts_from_now() {
        let mut pace = Pace::new(1.0);
        pace.start(0.0);
        pace.set_speed(0.5, 2.0);
        assert_eq!(pace.position(2.0), 2.0);
        assert_eq!(pace.wait(3.0, 2.0), 2.0);
    }

    #[test]
    fn a_pause_keeps_the_part_of_a_wait_that_is_over() {
        let mut pace = Pace::new(1.0);
        pace.start(0.0);
        pace.stop(2.0);
        assert_eq!(pace.position(100.0), 2.0);
        pace.start(100.0);
        assert_eq!(pace.wait(3.0, 100.0), 1.0);
    }

    #[test]
    fn a_little_lateness_is_made_up_for() {
        let mut pace = Pace::new(1.0);
        pace.start(0.0);
        pace.reached(1.0, 1.0625);
        assert_eq!(pace.wait(2.0, 1.0625), 0.9375);
    }

    #[test]
    fn a_machine_that_slept_does_not_hurry_afterwards() {
        let mut pace = Pace::new(1.0);
        pace.start(0.0);
        pace.reached(1.0, 3600.0);
        assert_eq!(pace.wait(2.0, 3600.0), 1.0);
    }

    #[test]
    fn a_jump_ahead_takes_the_clock_along() {
        let mut pace = Pace::new(1.0);
        pace.start(0.0);
        pace.reached(5.0, 1.0);
        assert_eq!(pace.position(1.0), 5.0);
        assert_eq!(pace.wait(6.0, 1.0), 1.0);
    }
}
