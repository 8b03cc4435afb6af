//! What the page is drawn with: one component a file, one style sheet of the
//! same name.

pub mod event_loop;
pub mod inspector;
pub mod task_state;
pub mod tasks;
pub mod timeline;
pub mod viewport;
