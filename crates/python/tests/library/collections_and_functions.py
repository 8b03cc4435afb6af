import functools, operator, itertools, collections, heapq, bisect, copy
print(functools.reduce(operator.add, [1,2,3]), functools.partial(int, base=2)("101"))
@functools.lru_cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(80), fib.cache_info())
@functools.singledispatch
def show(x): return "other"
@show.register
def _(x: int): return "int"
print(show(1), show("a"))
@functools.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(2), sorted([V(3), V(1)])[0].v)
print(list(itertools.chain([1],[2])), list(itertools.islice(itertools.count(), 3)), list(itertools.permutations("abc", 2))[:3], list(itertools.combinations(range(4), 2)), list(itertools.product("ab", repeat=2)), [(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.accumulate([1,2,3])), list(itertools.pairwise("abc")), list(itertools.batched("abcde", 2)), list(itertools.zip_longest([1],[2,3])))
c = collections.Counter("mississippi"); print(c.most_common(2), c)
d = collections.defaultdict(list); d["a"].append(1); print(d)
dq = collections.deque([1,2,3], maxlen=3); dq.append(4); dq.rotate(1); print(dq)
P = collections.namedtuple("P", "x y", defaults=[0]); print(P(1), P(1)._replace(x=5), P._fields)
print(collections.OrderedDict(a=1), collections.ChainMap({"a":1},{"b":2})["b"])
h = [5,1,4]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), list(heapq.merge([1,4],[2,3])))
a = [1,3,5]; bisect.insort(a, 4); print(a, bisect.bisect(a, 3))
x = [[1],[2]]; y = copy.deepcopy(x); y[0].append(9); print(x, y, copy.copy(x) == x, copy.replace(P(1), y=3))
print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("x")(P(7)), operator.methodcaller("upper")("a"))
print(functools.cached_property, functools.wraps)
