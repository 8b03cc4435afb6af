//! The names that tests and screen readers rely on. The English ones were promised when the page
//! was planned; the Russian ones stand here a second time on purpose, so that a change is noticed.

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// Its name in addresses and `lang` attributes.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    const fn choose(self, en: &'static str, ru: &'static str) -> &'static str {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }
}

/// An ARIA role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are ARIA's")]
pub enum Role {
    Button,
    Combobox,
    Dialog,
    Group,
    Heading,
    Link,
    Log,
    Main,
    Navigation,
    Region,
    Searchbox,
    Separator,
    Slider,
    Status,
    Tab,
    Table,
    Tabpanel,
}

impl Role {
    /// As it is written in markup.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Combobox => "combobox",
            Self::Dialog => "dialog",
            Self::Group => "group",
            Self::Heading => "heading",
            Self::Link => "link",
            Self::Log => "log",
            Self::Main => "main",
            Self::Navigation => "navigation",
            Self::Region => "region",
            Self::Searchbox => "searchbox",
            Self::Separator => "separator",
            Self::Slider => "slider",
            Self::Status => "status",
            Self::Tab => "tab",
            Self::Table => "table",
            Self::Tabpanel => "tabpanel",
        }
    }
}

/// A button of the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Starts, goes on, replays, or starts afresh.
    Run,
    /// Stays here.
    Pause,
    /// One step on.
    Step,
    /// One step back.
    StepBack,
    /// Back to the start of the recording.
    Restart,
    /// To the end of the program.
    ToTheEnd,
    /// Ends the worker and forgets the run.
    Stop,
}

impl Button {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Run,
        Self::Pause,
        Self::Step,
        Self::StepBack,
        Self::Restart,
        Self::ToTheEnd,
        Self::Stop,
    ];

    /// Its accessible name.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Run => lang.choose("Run", "Пуск"),
            Self::Pause => lang.choose("Pause", "Пауза"),
            Self::Step => lang.choose("Step", "Шаг"),
            Self::StepBack => lang.choose("Step back", "Шаг назад"),
            Self::Restart => lang.choose("Restart", "В начало"),
            Self::ToTheEnd => lang.choose("To the end", "В конец"),
            Self::Stop => lang.choose("Stop", "Стоп"),
        }
    }
}

/// Something else of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// The slider.
    Position,
    /// What the program printed.
    Console,
    /// The tasks.
    Tasks,
    /// The list of lessons.
    Lessons,
    /// The sentence for this moment.
    Narrator,
    /// Messages to the learner.
    Notices,
    /// How fast live running is.
    Speed,
    /// The search field.
    FindALesson,
    /// What a line of the console says of itself when it is not printed yet.
    Ahead,
    /// What a line of the console says of itself when it is no ordinary output.
    ErrorOutput,
}

impl Name {
    /// Its accessible name.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Position => lang.choose("Position", "Позиция"),
            Self::Console => lang.choose("Console", "Консоль"),
            Self::Tasks => lang.choose("Tasks", "Задачи"),
            Self::Lessons => lang.choose("Lessons", "Уроки"),
            Self::Narrator => lang.choose("Narrator", "Рассказчик"),
            Self::Notices => lang.choose("Notices", "Сообщения"),
            Self::Speed => lang.choose("Speed", "Скорость"),
            Self::FindALesson => lang.choose("Find a lesson", "Найти урок"),
            Self::Ahead => lang.choose("ahead", "впереди"),
            Self::ErrorOutput => lang.choose("error output", "вывод ошибок"),
        }
    }

    /// Its role. Words that are no names of elements have none of their own and stand in the
    /// console.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Position => Role::Slider,
            Self::Console | Self::Ahead | Self::ErrorOutput => Role::Log,
            Self::Tasks => Role::Table,
            Self::Lessons => Role::Navigation,
            Self::Narrator => Role::Status,
            Self::Notices => Role::Group,
            Self::Speed => Role::Combobox,
            Self::FindALesson => Role::Searchbox,
        }
    }
}
