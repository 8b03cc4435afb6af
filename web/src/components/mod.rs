//! What the page is drawn with: one component a file, one style sheet of the
//! same name.
