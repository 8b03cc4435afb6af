//! What the page is drawn with: one component a file, one style sheet of the
//! same name.

mod console;
mod embed;
pub mod event_loop;
pub mod inspector;
mod lesson_list;
mod lesson_text;
mod narrator;
mod notices;
mod outside;
mod page;
mod rich;
mod same;
mod scrubber;
mod source;
mod spine;
mod style;
mod tabs;
pub mod task_state;
pub mod tasks;
pub mod timeline;
mod top_bar;
mod transport;
pub mod viewport;

pub use embed::embed;
pub use page::page;
pub use source::told;
