print(f"{"=" * 10}")
print(f"{"a=b"}", f'{'it=' + "s"}', sep=f"{","}")
print(f"{"(" + "["}{")"}", f"{f"{1 + 1}="}")
table = {"(": {"a": 1}, "=": 2}
print(f"{table["("]["a"]!r:>{len("abc")}}|{table["="]:*^{len("abcde")}}|{", ".join(["a=b", "c"])}")
print(f"""{
    table["="]  # a comment with a quote: "
}{"""=""" * 3}""", f"{{{"="}}}")
x = 3
print(f"{x = }", f"{x=!s:>4}", f"{x:{"0"}{"5"}}", rf"\{x}\n", f"{'\n'.join("ab")}")
print(f"{lambda_}" if (lambda_ := 5) else f"{"none"=}")
#%%
def bad():
    print(name)
    name = 1
try: bad()
except UnboundLocalError as e: print(repr(e), e, [e], f"{e!r}")
class Odd(TypeError):
    @property
    def args(self):
        return (str(self),)
print(Odd("words"), repr(Odd("words")))
try: raise Odd("more")
except TypeError as e: print(e)
