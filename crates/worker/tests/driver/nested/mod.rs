//! Python runs: the pilot's side, with a stand-in for the worker that runs Python.

mod outside;
mod playing;
mod stage;
mod trouble;
