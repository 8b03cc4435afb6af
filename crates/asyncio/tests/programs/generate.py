"""Makes random programs for record.py, out of the constructs the core has.

Coroutine i calls and awaits only coroutines with a higher number, and a task
variable always holds tasks of the same coroutine, so no program recurses or
awaits in a circle; how many coroutine objects it can make is limited.
"""

DELAYS = {
    "even": [0, 0.25, 0.25, 0.5, 0.5, 0.75, 1, 1.5, 2],
    "float": [0, 0.05, 0.1, 0.1, 0.2, 0.3, 0.7, 0.8, 0.9, 1.1],
    "equal": [0, 0, 1, 1, 1, 2],
}

# What a profile does more often than the others.
PROFILES = {
    "mixed": {},
    "cancel": {"cancel": 8, "uncancel": 3, "cancelling": 2, "try": 5, "await": 10},
    "timeout": {"timeout": 8, "resched": 5, "try": 4, "await": 8, "sleep": 9},
    "callbacks": {"call_soon": 4, "call_later": 6, "hcancel": 3, "on_done": 6, "set_result": 4},
    "futures": {"set_result": 5, "set_exc": 4, "fut_cancel": 4, "await": 14, "state": 3},
    "base": {"raise": 4, "try": 5},
    "equal": {"sleep": 12, "timeout": 4, "call_later": 4},
    "float": {"sleep": 12, "timeout": 4, "call_later": 4},
}

WEIGHTS = {
    "print": 2, "raise": 1, "cancel": 4, "uncancel": 1, "cancelling": 1, "state": 1,
    "set_result": 2, "set_exc": 1, "fut_cancel": 1, "call_soon": 1, "call_later": 1,
    "hcancel": 1, "on_done": 1, "spawn": 3, "sleep": 6, "await": 10, "return": 1,
    "try": 3, "timeout": 3, "resched": 1,
}

SYNC = [
    "print", "raise", "cancel", "uncancel", "cancelling", "state", "set_result", "set_exc",
    "fut_cancel", "call_soon", "call_later", "hcancel", "on_done",
]

CAUGHT = ["CancelledError", "CancelledError", "TimeoutError", "Exception", "BaseException", "E"]


class Generator:
    def __init__(self, chance, seed):
        self.chance = chance
        self.seed = seed
        self.profile = chance.choice(list(PROFILES))
        self.weights = WEIGHTS | PROFILES[self.profile]
        self.delays = DELAYS.get(self.profile, DELAYS["even"])
        self.coros = chance.randint(2, 5)
        self.tasks = {f"t{i}": chance.randrange(self.coros) for i in range(self.coros + 2)}
        self.futures = chance.randint(1, 3)
        self.number = 0
        self.timers = 0

    def program(self):
        # From the last one backwards: what a call of each costs is then known.
        bodies, self.costs = {}, {}
        for coro in reversed(range(self.coros)):
            self.spent = 1
            bodies[coro] = self.block(coro, 2, [], self.chance.randint(2, 6))
            self.costs[coro] = self.spent
        self.spent = 1
        first = self.chance.sample(list(self.tasks), k=self.chance.randint(2, 4))
        main = [self.spawn(x) for x in first]
        main += self.block(-1, 2, [], self.chance.randint(3, 7))
        return {
            "v": 1, "seed": self.seed, "profile": self.profile,
            "opts": {"eager": False, "debug": False},
            "objs": {"f": self.futures},
            "coros": [bodies[i] for i in range(self.coros)], "main": main,
        }

    def next(self):
        self.number += 1
        return self.number

    def future(self):
        return f"f{self.chance.randrange(self.futures)}"

    def task(self):
        return self.chance.choice(list(self.tasks))

    def delay(self):
        return self.chance.choice(self.delays)

    def maybe(self, value, other=None, share=0.3):
        return other if self.chance.random() < share else value

    def block(self, coro, depth, limits, length):
        return [self.statement(coro, depth, limits) for _ in range(length)]

    def some(self, coro, depth, limits):
        return self.block(coro, depth - 1, limits, self.chance.randint(1, 3))

    def callback(self, depth):
        kinds = SYNC if depth else SYNC[:9]
        weights = [self.weights[kind] for kind in kinds]
        length = self.chance.randint(1, 2)
        return [self.sync(kind, depth) for kind in self.chance.choices(kinds, weights, k=length)]

    def afford(self, coro):
        if coro not in self.costs or self.spent + self.costs[coro] > 40:
            return False
        self.spent += self.costs[coro]
        return True

    def spawn(self, x):
        if self.afford(self.tasks[x]):
            return ["spawn", x, self.tasks[x], self.next()]
        return ["print", self.next()]

    def statement(self, coro, depth, limits):
        kinds = [
            kind for kind in self.weights
            if (depth or kind not in ("try", "timeout")) and (limits or kind != "resched")
        ]
        kind = self.chance.choices(kinds, [self.weights[kind] for kind in kinds])[0]
        match kind:
            case "sleep":
                return [kind, self.delay(), self.next()]
            case "await":
                return [kind, self.awaitable(coro, 2), self.next()]
            case "return":
                return [kind, self.chance.randint(0, 9), self.next()]
            case "spawn":
                own = [x for x in self.tasks if self.tasks[x] > coro]
                return self.spawn(self.chance.choice(own)) if own else ["print", self.next()]
            case "timeout":
                number = self.next()
                body = self.some(coro, depth, [*limits, number])
                return [kind, self.maybe(self.delay(), share=0.1), body, number]
            case "resched":
                return [kind, self.chance.choice(limits), self.maybe(self.delay()), self.next()]
            case "try":
                handlers = [
                    [name, self.some(coro, depth, limits), self.chance.choice(["swallow", "reraise"])]
                    for name in self.chance.sample(CAUGHT, k=self.chance.randint(0, 2))
                ]
                body = self.some(coro, depth, limits)
                otherwise = self.maybe(self.some(coro, depth, limits), share=0.85)
                final = self.maybe(self.some(coro, depth, limits), share=0.5 if handlers else 0)
                return [kind, body, handlers, otherwise, final, self.next()]
        if kind in ("set_result", "set_exc") and self.chance.random() < 0.7:
            # Later and from a callback, where a refusal ends no coroutine.
            body = [self.sync(kind, 0)]
            return ["call_later", f"h{self.chance.randrange(3)}", self.delay(), body, self.next()]
        return self.sync(kind, 1)

    def sync(self, kind, depth):
        match kind:
            case "print":
                args = []
            case "raise":
                rare = self.profile == "base"
                names = ["E", "E", "CancelledError", "B"]
                names += ["SystemExit", "KeyboardInterrupt"] if rare else []
                args = [self.chance.choice(names), f"r{self.chance.randint(0, 9)}"]
            case "cancel":
                args = [self.task(), self.maybe(self.chance.choice("mn"), share=0.5)]
            case "uncancel" | "cancelling":
                args = [self.task()]
            case "state":
                args = [self.maybe(self.task(), self.future())]
            case "set_result":
                args = [self.future(), self.chance.randint(0, 9)]
            case "set_exc":
                args = [self.future(), f"x{self.chance.randint(0, 9)}"]
            case "fut_cancel":
                args = [self.future()]
            case "call_soon":
                args = [self.callback(depth - 1)]
            case "call_later":
                self.timers += 1
                args = [f"h{self.timers % 3}", self.delay(), self.callback(depth - 1)]
            case "hcancel":
                args = [f"h{self.chance.randrange(3)}"]
            case "on_done":
                args = [self.maybe(self.task(), self.future()), self.callback(depth - 1)]
        return [kind, *args, self.next()]

    def awaitable(self, coro, depth, inner=False):
        own = [x for x in self.tasks if self.tasks[x] > coro]
        kinds = ["f"] + ["t"] * (3 if own else 0) + ["call"] * 2
        if depth:
            kinds += ["shield", "gather"] if inner else ["shield", "wait_for", "gather"] * 2
        kind = self.chance.choice(kinds)
        match kind:
            case "t":
                return [kind, self.chance.choice(own)]
            case "call":
                callee = self.chance.randint(coro + 1, self.coros)
                if self.afford(callee):
                    return [kind, callee]
            case "shield":
                return [kind, self.awaitable(coro, 0)]
            case "wait_for":
                limit = self.maybe(self.delay(), share=0.15)
                return [kind, self.awaitable(coro, 1, True), limit]
            case "gather":
                count = self.chance.randint(0, 3)
                children = [self.awaitable(coro, 0) for _ in range(count)]
                return [kind, children, self.chance.random() < 0.5]
        return ["f", self.future()]


def program(chance, seed):
    """One program; the same for the same seed."""
    return Generator(chance, seed).program()
