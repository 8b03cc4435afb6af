//! The spine: notices, narrator and transport in one band, between cause and
//! effect. It is never scrolled away.

use std::{collections::BTreeSet, rc::Rc};

use coroscope_protocol::RunState;
use yew::prelude::*;

use crate::state::{Blocked, Notice, NoticeId, State, View};

use super::{narrator::Narrator, notices::Notices, outside::Outside, transport::Transport};

/// What [`Spine`] takes.
#[derive(Properties, PartialEq)]
pub struct SpineProps {
    /// The run.
    pub view: View,
    /// What else the band shows of the state.
    pub band: Band,
}

/// What the band shows of the state beside the run itself.
#[derive(Clone, PartialEq)]
pub struct Band {
    notices: Vec<Notice>,
    dismissed: BTreeSet<NoticeId>,
    blocked: Option<Blocked>,
    worker: Option<RunState>,
    lesson: Option<Rc<str>>,
    has_run: bool,
    can_press: bool,
}

impl Band {
    /// Takes it from the state.
    pub fn of(state: &State) -> Self {
        Self {
            notices: state.notices.clone(),
            dismissed: state.dismissed.clone(),
            blocked: state.run.blocked.clone(),
            worker: state.run.worker,
            lesson: state.lesson.clone(),
            has_run: state.run.id.is_some(),
            can_press: state.can_press(),
        }
    }
}

/// Notices, narrator and transport.
#[function_component]
pub fn Spine(props: &SpineProps) -> Html {
    let SpineProps { view, band } = props;
    let words = view.words();
    html! {
        <section class="spine" id="narrator" aria-label={words.narrator_and_transport} tabindex="-1">
            <Notices view={view.clone()} notices={band.notices.clone()} dismissed={band.dismissed.clone()}
                blocked={band.blocked.clone()} worker={band.worker} lesson={band.lesson.clone()} />
            <div class="narrator">
                <Narrator view={view.clone()} />
                <Outside view={view.clone()} open={band.can_press} />
                <p class="keys" aria-hidden="true">
                    <kbd>{ words.key_space }</kbd>{ words.key_run }
                    <kbd>{ "←" }</kbd><kbd>{ "→" }</kbd>{ words.key_step }
                    <kbd>{ "Home" }</kbd><kbd>{ "End" }</kbd>
                </p>
            </div>
            <Transport view={view.clone()} has_run={band.has_run} />
        </section>
    }
}
