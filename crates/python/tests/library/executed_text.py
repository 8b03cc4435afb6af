exec("x = 5"); print(x, eval("x + 1"))
c = compile("1+1", "<s>", "eval"); print(eval(c))
try: eval("1 +")
except SyntaxError as e: print(e, e.lineno)
import ast; print(ast.dump(ast.parse("a + 1"))); print(ast.literal_eval("[1, 'a']"), ast.unparse(ast.parse("x=1;y =  2")))
def f():
    import sys
    fr = sys._getframe(); return fr.f_lineno, fr.f_code.co_name
print(f())
