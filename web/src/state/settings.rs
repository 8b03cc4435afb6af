//! What the learner chooses about the page itself.

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
