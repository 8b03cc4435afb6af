import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abc"), random.uniform(1, 2), random.sample(range(100), 5))
x = list(range(10)); random.shuffle(x); print(x)
print(random.gauss(0, 1), random.expovariate(1), random.choices([1,2,3], weights=[1,1,5], k=5), random.getrandbits(70), random.randrange(0, 100, 7), random.triangular(0, 1), random.betavariate(1,2), random.normalvariate(0,1))
r = random.Random("seed"); print(r.random(), r.randbytes(4))
print(random.Random(2**100).random())
