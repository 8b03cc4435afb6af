//! The one function that changes the state.

use crate::i18n::Code;

use super::{Action, Command, Load, Notice, State};

impl State {
    /// What the page asks for when it starts, before any action.
    pub fn first_commands(&mut self) -> Vec<Command> {
        let mut commands = vec![
            self.restart_engine(),
            Command::FetchCatalogue(self.lang.code()),
        ];
        let is_asked = |code: &Code| self.langs[*code as usize] == Some(Load::Loading);
        let langs = Code::ALL.into_iter().filter(is_asked);
        commands.extend(langs.map(Command::FetchLang));
        if self.page == super::Page::Embed {
            return commands;
        }
        commands.push(if self.wants_bench {
            Command::Bench("wake", "".into())
        } else {
            Command::Idle
        });
        let own = self.lesson.clone().filter(|name| super::is_own(name));
        commands.extend(own.map(|name| Command::Bench("open", name)));
        commands.extend(self.unpack());
        commands
    }

    /// Changes the state as an action asks, and says what the world has to do
    /// about it.
    pub fn apply(&mut self, action: Action) -> Vec<Command> {
        match action {
            Action::Pause => return self.pause(),
            Action::RunOrPause if self.run.is_playing() => return self.pause(),
            Action::Run | Action::RunOrPause => return self.run(),
            Action::StepOn(step) => return self.step_on(step),
            Action::StepBack(step) => return self.step_back(step),
            Action::Restart => return self.seek(0),
            Action::ToTheEnd => return self.end(),
            Action::Stop => return self.stop(),
            Action::Seek(position) => return self.seek(position),
            Action::SetSpeed(speed) => return self.set_speed(speed),
            Action::Press(button) => return self.press(button),

            Action::Select(selection) => self.selection = selection,
            Action::Escape => {
                if self.layout != super::Layout::Wide && self.nav_open() {
                    self.nav = None;
                } else {
                    self.selection = None;
                }
            }
            Action::Toggle(selection) => {
                let lit = self.selection == Some(selection);
                self.selection = (!lit).then_some(selection);
            }
            Action::Hover(hover) => self.hover = hover,
            Action::SetAxis(axis) => self.axis = axis,
            Action::SetEdition(edition) => self.edition = edition,
            Action::SetPane(pane) => self.pane = pane,

            Action::Open(slug) => {
                if self.layout != super::Layout::Wide {
                    self.nav = None;
                }
                return self.open(slug);
            }
            Action::Visit(address) => return self.visit(address),
            Action::SetLang(lang) => {
                let mut commands = self.speak(lang);
                commands.push(Command::Store("lang", lang.name().into()));
                return commands;
            }
            Action::SetTheme(theme) => {
                self.theme = theme;
                return vec![Command::Store("theme", theme.name().into())];
            }
            Action::SetLayout(layout) => {
                if layout != self.layout {
                    self.nav = None;
                }
                self.layout = layout;
            }
            Action::SetNav(open) => self.nav = Some(open),
            Action::Search(text) => self.search = text,
            Action::Share => return vec![self.share()],
            Action::Dismiss(id) => self.dismiss(id),
            Action::Retry => return self.retry(),

            Action::Edit => return self.edit(),
            Action::Ask(about) => {
                // What a message offered is being done.
                self.notices.retain(|it| !matches!(it, Notice::Bench(..)));
                return vec![Command::Bench(about, "".into())];
            }
            Action::Told(about, value) => return self.told(&about, &value),
            Action::EditorFailed(why) => {
                self.wants_bench = true;
                self.note(Notice::FileFailed(why));
            }
            Action::Recall => self.wants_bench = true,

            Action::GotLang(code, result) => return self.got_lang(code, result),
            Action::GotCatalogue(lang, result) => return self.got_catalogue(lang, result),
            Action::GotLesson(lang, slug, result) => return self.got_lesson(lang, &slug, result),
            Action::Remember(done) => self.done.extend(done),

            Action::Heard(generation, at, message) => return self.heard(generation, at, *message),
            Action::EngineFailed(generation, why) => return self.engine_is_lost(generation, why),
            Action::Tick(at) => return self.tick(at),
        }
        Vec::new()
    }
}
