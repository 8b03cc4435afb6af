//! What the learner chooses about the page itself.

use coroscope_trace::decimal::{fixed, within};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The theme's name in the address, in storage and in `data-theme`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }

    /// What the button in the top bar changes to.
    pub const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One column, one pane at a time: 760 pixels and less.
    Phone,
    /// Two columns that scroll: up to 1240 pixels.
    Medium,
    /// All panes at once.
    Wide,
}

/// Which edition of the program is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Python, shown first.
    Python,
    /// Rust, which is what runs.
    Rust,
}

/// The pane which a phone shows under the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// One lane a task.
    Timeline,
    /// The event loop.
    Loop,
    /// The table of tasks.
    Tasks,
    /// What the program prints.
    Console,
    /// The lesson's text.
    Lesson,
}

impl Pane {
    /// All panes, in the order of their tabs.
    pub const ALL: [Self; 5] = [
        Self::Timeline,
        Self::Loop,
        Self::Tasks,
        Self::Console,
        Self::Lesson,
    ];

    /// The pane's name in element ids.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Loop => "loop",
            Self::Tasks => "tasks",
            Self::Console => "console",
            Self::Lesson => "lesson",
        }
    }
}

/// A border between panes that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Width of the lesson's text.
    Lesson,
    /// Width of the column of loop and inspector.
    Right,
    /// Width of the console.
    Console,
    /// Height of the timeline.
    Timeline,
    /// Height of tasks and console.
    Bottom,
}

impl Split {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Lesson,
        Self::Right,
        Self::Console,
        Self::Timeline,
        Self::Bottom,
    ];

    /// Its name in storage and in style sheets (`--split-right`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lesson => "lesson",
            Self::Right => "right",
            Self::Console => "console",
            Self::Timeline => "timeline",
            Self::Bottom => "bottom",
        }
    }

    /// The smallest and the largest size in pixels.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::Lesson => (180.0, 560.0),
            Self::Right => (300.0, 640.0),
            Self::Console => (220.0, 760.0),
            Self::Timeline => (96.0, 640.0),
            Self::Bottom => (80.0, 560.0),
        }
    }

    /// A size brought into the range.
    pub fn clamp(self, size: f64) -> f64 {
        let (least, most) = self.range();
        if size.is_nan() {
            least
        } else {
            within(size, least, most)
        }
    }
}

/// The sizes in pixels which the learner gave to panes; the others are as the
/// style sheet has them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Splits([Option<f64>; 5]);

impl Splits {
    /// The size of one.
    pub fn get(&self, split: Split) -> Option<f64> {
        self.0[split as usize]
    }

    /// Sets or forgets the size of one.
    pub fn set(&mut self, split: Split, size: Option<f64>) {
        self.0[split as usize] = size.map(|size| split.clamp(size));
    }

    /// As custom properties for the style sheet.
    pub fn style(&self) -> String {
        let mut style = String::new();
        for split in Split::ALL {
            if let Some(size) = self.get(split) {
                style.push_str("--split-");
                style.push_str(split.name());
                style.push(':');
                style.push_str(&fixed(size, 0));
                style.push_str("px;");
            }
        }
        style
    }

    /// As text for storage: `lesson=256,right=352`.
    pub fn to_text(self) -> String {
        let sizes = Split::ALL.iter().filter_map(|split| {
            let size = self.get(*split)?;
            Some([split.name(), "=", &fixed(size, 0)].concat())
        });
        sizes.collect::<Vec<_>>().join(",")
    }

    /// Reads what [`Splits::to_text`] wrote; whatever is not understood is left
    /// out.
    pub fn from_text(text: &str) -> Self {
        let mut splits = Self::default();
        for (name, size) in text.split(',').filter_map(|part| part.split_once('=')) {
            let split = Split::ALL.into_iter().find(|split| split.name() == name);
            if let (Some(split), Ok(size)) = (split, size.parse::<u16>()) {
                splits.set(split, Some(f64::from(size)));
            }
        }
        splits
    }
}
