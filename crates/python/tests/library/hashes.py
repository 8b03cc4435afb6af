import hashlib, random, uuid
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    h = hashlib.new(name, b"abc")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
h = hashlib.sha256()
h.update(b"a"); c = h.copy(); h.update(bytearray(b"b")); c.update(b"c")
print(h.hexdigest() == hashlib.sha256(b"ab").hexdigest(), c.digest() == hashlib.sha256(b"ac").digest())
try: hashlib.new("nothing")
except ValueError as e: print(str(e)[:21])
try: hashlib.md5("text")
except TypeError as e: print("TypeError")
random.seed("text"); print(random.random())
print(uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.uuid5(uuid.NAMESPACE_URL, "x"))
