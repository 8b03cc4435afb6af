//! What is a little smaller than a program, a block or a statement.

use super::{parts::Part, renumber};
use crate::{
    ast::{Coro, Line, Program},
    mention::{Mention, Tell},
};

/// Something that can be made a little smaller.
pub(super) trait Smaller: Sized {
    /// Everything that is a step smaller, the boldest steps first.
    fn smaller(&self) -> Vec<Self>;
}

impl Smaller for Program {
    fn smaller(&self) -> Vec<Self> {
        let mut all = Vec::new();
        let mut vary = |change: &dyn Fn(&mut Self)| {
            let mut changed = self.clone();
            change(&mut changed);
            all.push(changed);
        };
        for index in (0..self.coroutines.len()).filter(|index| !calls(self, *index)) {
            vary(&|program| *program = renumber::without(program, index));
        }
        for (index, body) in self.coroutines.iter().enumerate() {
            for body in body.smaller() {
                vary(&|program| program.coroutines[index].clone_from(&body));
            }
        }
        for main in self.main.smaller() {
            vary(&|program| program.main.clone_from(&main));
        }
        if self.options.eager {
            vary(&|program| program.options.eager = false);
        }
        if self.options.debug {
            vary(&|program| program.options.debug = false);
        }
        fewer_objects(self, &mut vary);
        all
    }
}

/// Drops the last object of each kind; those that are needed are missed by the check.
fn fewer_objects(program: &Program, vary: &mut impl FnMut(&dyn Fn(&mut Program))) {
    let objects = &program.objects;
    let counts = [
        objects.futures,
        objects.events,
        objects.locks,
        objects.conditions,
    ];
    for (kind, _) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        vary(&|program| {
            let objects = &mut program.objects;
            *[
                &mut objects.futures,
                &mut objects.events,
                &mut objects.locks,
                &mut objects.conditions,
            ][kind] -= 1;
        });
    }
    let lists = [
        &objects.semaphores,
        &objects.bounded,
        &objects.queues,
        &objects.barriers,
    ];
    for (kind, _) in lists
        .iter()
        .enumerate()
        .filter(|(_, list)| !list.is_empty())
    {
        vary(&|program| {
            let objects = &mut program.objects;
            [
                &mut objects.semaphores,
                &mut objects.bounded,
                &mut objects.queues,
                &mut objects.barriers,
            ][kind]
                .pop();
        });
    }
}

/// Whether anything calls the coroutine with this number.
fn calls(program: &Program, index: usize) -> bool {
    let mut found = false;
    for body in program.coroutines.iter().chain([&program.main]) {
        body.tell(&mut |mention| found |= mention == Mention::Coroutine(Coro(index)));
    }
    found
}

/// Lists with runs of items left out, longer runs first.
pub(super) fn shorter<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    let mut all = Vec::new();
    let mut length = items.len();
    while length > 0 {
        for start in (0..items.len()).step_by(length) {
            let end = items.len().min(start + length);
            all.push([&items[..start], &items[end..]].concat());
        }
        length /= 2;
    }
    all
}

/// Lists with one item made smaller.
pub(super) fn each<T: Smaller + Clone>(items: &[T]) -> Vec<Vec<T>> {
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        for smaller in item.smaller() {
            let mut changed = items.to_vec();
            changed[index] = smaller;
            all.push(changed);
        }
    }
    all
}

impl<T: Part + Clone> Smaller for Vec<Line<T>> {
    fn smaller(&self) -> Vec<Self> {
        let mut all = shorter(self);
        for (index, line) in self.iter().enumerate() {
            for opened in line.what.opened() {
                all.push([&self[..index], &opened, &self[index + 1..]].concat());
            }
        }
        all.extend(each(self));
        all
    }
}

impl<T: Part + Clone> Smaller for Line<T> {
    fn smaller(&self) -> Vec<Self> {
        let id = self.id;
        self.what
            .simpler()
            .into_iter()
            .map(|what| Line { id, what })
            .collect()
    }
}
