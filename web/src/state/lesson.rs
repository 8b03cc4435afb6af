//! Which lesson is open, and its files.

use std::rc::Rc;

use coroscope_protocol::{
    RunState,
    content::{Catalogue, LessonContent, LessonEntry},
};

use crate::i18n::{self, Code, Lang};

use super::{Address, Command, Kind, Load, Notice, State, Why, is_own};

impl State {
    /// The open lesson's entry in the list.
    pub fn entry(&self) -> Option<&LessonEntry> {
        let slug = self.lesson.as_deref()?;
        if is_own(slug) {
            return Some(&self.content.ready()?.entry);
        }
        self.catalogue
            .ready()?
            .lessons
            .iter()
            .find(|entry| entry.slug == slug)
    }

    /// The lesson after the open one.
    pub fn next_entry(&self) -> Option<&LessonEntry> {
        let lessons = &self.catalogue.ready()?.lessons;
        let slug = self.lesson.as_deref()?;
        let at = lessons.iter().position(|entry| entry.slug == slug)?;
        lessons.get(at + 1)
    }

    /// Opens a lesson; a run of another one is over.
    pub(super) fn open(&mut self, slug: Rc<str>) -> Vec<Command> {
        if self.lesson.as_ref() == Some(&slug) {
            return Vec::new();
        }
        let mut commands = self.leave();
        self.lesson = Some(slug.clone());
        self.wanted_step = None;
        self.selection = None;
        self.hover = None;
        self.dismissed.clear();
        self.notices.retain(|notice| !notice.is_about_run());
        self.until.clear();
        self.content = Load::Loading;
        self.edited = None;
        if is_own(&slug) {
            commands.push(Command::Bench("open", slug));
        } else if self.entry().is_some() {
            commands.push(Command::FetchLesson(self.lang.code(), slug));
        }
        commands
    }

    /// Ends the present run because its lesson is left. A worker that may be
    /// blocked is replaced; one that is at rest is kept.
    fn leave(&mut self) -> Vec<Command> {
        let may_be_blocked = self.run.id.is_some() && self.run.worker == Some(RunState::Running);
        let commands = if may_be_blocked {
            self.halt().into_iter().collect()
        } else {
            self.pause()
        };
        self.python.wanted = None;
        self.run.forget();
        commands
    }

    /// Goes where an address leads.
    pub(super) fn visit(&mut self, address: Address) -> Vec<Command> {
        let mut commands = Vec::new();
        if let Some(theme) = address.theme {
            self.theme = theme;
        }
        if let Some(lang) = address.lang {
            commands.extend(self.speak(lang));
        }
        if let Some(code) = address.code {
            self.wanted_code = Some(code);
            commands.extend(self.unpack());
            return commands;
        }
        if let Some(lesson) = address.lesson {
            commands.extend(self.open(lesson.clone()));
            commands.extend(self.find_lesson());
            if self.lesson.as_ref() != Some(&lesson) {
                // A step of a lesson that does not exist means nothing in another one.
                return commands;
            }
            if is_own(&lesson) {
                return commands;
            }
        }
        if address.step != (self.run.step() > 0).then(|| self.run.step().to_string().into()) {
            self.wanted_step = Some(address.step.unwrap_or_else(|| "0".into()));
            commands.extend(self.find_wanted());
        }
        commands
    }

    /// Unpacks the program which the address carries.
    pub(super) fn unpack(&self) -> Option<Command> {
        let code = self.wanted_code.clone()?;
        Some(Command::Bench("unpack", code))
    }

    /// Changes the language, once it is here, and asks for the texts in it.
    pub(super) fn speak(&mut self, code: Code) -> Vec<Command> {
        self.notices
            .retain(|notice| !matches!(notice, Notice::LangFailed(..)));
        self.wanted_lang = None;
        if self.lang.code() == code {
            return Vec::new();
        }
        let known = &mut self.langs[code as usize];
        if let Some(Load::Ready(lang)) = *known {
            self.lang = lang;
            return vec![Command::FetchCatalogue(code)];
        }
        self.wanted_lang = Some(code);
        if known.replace(Load::Loading).is_some() {
            return Vec::new();
        }
        vec![Command::FetchLang(code)]
    }

    /// What is said in a language came, or why not.
    pub(super) fn got_lang(&mut self, code: Code, result: Result<Lang, Why>) -> Vec<Command> {
        // Another one may have been chosen meanwhile.
        let is_wanted = self.wanted_lang == Some(code);
        self.langs[code as usize] = result.as_ref().ok().copied().map(Load::Ready);
        if !is_wanted {
            return Vec::new();
        }
        self.wanted_lang = None;
        match result {
            Ok(_) => self.speak(code),
            Err(why) => {
                self.note(Notice::LangFailed(code, why));
                Vec::new()
            }
        }
    }

    /// The list of lessons came, or why not.
    pub(super) fn got_catalogue(
        &mut self,
        lang: Code,
        result: Result<Rc<Catalogue>, Why>,
    ) -> Vec<Command> {
        if lang != self.lang.code() {
            return Vec::new();
        }
        match result {
            Ok(catalogue) => {
                self.forgive_files();
                self.catalogue = Load::Ready(catalogue);
                let mut commands = self.find_lesson();
                let open = self.lesson.clone();
                let is_asked = |command: &Command| matches!(command, Command::FetchLesson(..));
                let open = open.filter(|slug| !is_own(slug));
                if let Some(slug) = open.filter(|_| !commands.iter().any(is_asked)) {
                    commands.push(Command::FetchLesson(lang, slug));
                }
                commands.extend(self.find_wanted());
                commands
            }
            Err(why) => {
                if self.catalogue.ready().is_none() {
                    self.catalogue = Load::Failed(why.clone());
                }
                self.note(Notice::FileFailed(why));
                Vec::new()
            }
        }
    }

    /// A lesson came, or why not.
    pub(super) fn got_lesson(
        &mut self,
        lang: Code,
        slug: &str,
        result: Result<Rc<LessonContent>, Why>,
    ) -> Vec<Command> {
        if lang != self.lang.code() || self.lesson.as_deref() != Some(slug) {
            return Vec::new();
        }
        match result {
            Ok(content) => {
                self.forgive_files();
                self.content = Load::Ready(content);
                let about = self.ask_about_lesson("lesson").filter(|_| self.bench);
                return about.into_iter().collect();
            }
            Err(why) => {
                if self.content.ready().is_none() {
                    self.content = Load::Failed(why.clone());
                }
                self.note(Notice::FileFailed(why));
            }
        }
        Vec::new()
    }

    fn forgive_files(&mut self) {
        self.notices
            .retain(|notice| !matches!(notice, Notice::FileFailed(_)));
    }

    /// Opens the first lesson if none is open, and the nearest one if the open
    /// one does not exist.
    pub(super) fn find_lesson(&mut self) -> Vec<Command> {
        let Load::Ready(catalogue) = &self.catalogue else {
            return Vec::new();
        };
        let lessons = &catalogue.lessons;
        let wanted = self.lesson.clone();
        let found = match &wanted {
            Some(wanted) => {
                // Whether there is such a program the editor will tell.
                if is_own(wanted) && (!self.bench || self.own.contains(wanted)) {
                    return Vec::new();
                }
                if lessons.iter().any(|entry| entry.slug == **wanted) {
                    return Vec::new();
                }
                nearest(lessons, wanted)
            }
            None => lessons.first(),
        };
        let Some(entry) = found else {
            return Vec::new();
        };
        let (slug, title): (Rc<str>, Rc<str>) = (entry.slug.as_str().into(), plain(&entry.title));
        let step = self.wanted_step.take();
        let commands = self.open(slug);
        match wanted {
            // A step of a lesson that does not exist means nothing in another one.
            Some(wanted) => self.note(Notice::UnknownLesson(wanted, title)),
            None => self.wanted_step = step,
        }
        commands
    }

    /// Goes to the step which the address named, once the lesson is known.
    fn find_wanted(&mut self) -> Vec<Command> {
        if self.catalogue.ready().is_none() || self.lesson.is_none() {
            return Vec::new();
        }
        let Some(wanted) = self.wanted_step.take() else {
            return Vec::new();
        };
        if let Ok(step) = wanted.parse() {
            self.find_step(step)
        } else {
            let commands = self.seek(0);
            self.note(Notice::UnknownPosition(wanted, 0));
            commands
        }
    }

    /// Remembers a lesson whose program was seen to its end.
    pub(super) fn mark_done(&mut self) -> Vec<Command> {
        let is_lesson = self.run.is_over() && self.kind() == Kind::Same;
        let Some(lesson) = self.lesson.clone().filter(|_| is_lesson) else {
            return Vec::new();
        };
        if self.is_done(&lesson) {
            return Vec::new();
        }
        self.done.push(lesson);
        let done: Vec<&str> = self.done.iter().map(|slug| &**slug).collect();
        vec![Command::Store("done", done.join(","))]
    }

    /// Asks again for what failed.
    pub(super) fn retry(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        if !self.engine.is_well() {
            commands.push(self.restart_engine());
        }
        let lang = self.notices.iter().find_map(|it| match it {
            Notice::LangFailed(code, _) => Some(*code),
            _ => None,
        });
        let files_failed = self
            .notices
            .iter()
            .any(|it| matches!(it, Notice::FileFailed(_)));
        commands.extend(lang.into_iter().flat_map(|code| self.speak(code)));
        if files_failed {
            self.forgive_files();
            commands.push(Command::FetchCatalogue(self.lang.code()));
            if self.wants_bench && !self.bench {
                commands.push(Command::Bench("wake", "".into()));
            }
        }
        commands
    }

    /// The page's title.
    pub fn title(&self) -> String {
        match self.entry() {
            Some(entry) => format!("{} · Coroscope", plain(&entry.title)),
            None => format!("Coroscope: {}", i18n::words(self.lang).tagline()),
        }
    }
}

/// A title without the marks that make parts of it code.
pub(crate) fn plain(title: &str) -> Rc<str> {
    title.replace('`', "").into()
}

/// The lesson whose name is the most like the wanted one.
fn nearest<'a>(lessons: &'a [LessonEntry], wanted: &str) -> Option<&'a LessonEntry> {
    lessons
        .iter()
        .min_by_key(|entry| distance(&entry.slug, wanted))
}

/// How many letters have to be changed to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    // An address can be as long as it likes; a name is short.
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distance_counts_changed_letters() {
        assert_eq!(distance("shield", "shield"), 0);
        assert_eq!(distance("shield", "sheild"), 2);
        assert_eq!(distance("sleep", "slep"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
