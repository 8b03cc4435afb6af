### a null in its text: SyntaxError
print('lost')<<NUL>>

### begins with a mark of byte order: ends 0
<<BOM>>print('after')

### says that it is in another encoding: ends 0
# -*- coding: latin-1 -*-
print('after')

### says that it is in an encoding that there is not: ends 0
# -*- coding: klingon -*-
print('after')

### tabs and blanks mixed: TabError
if True:
        print('lost')
	print('lost')

### opened and never closed: SyntaxError
<<100000 * (>>

### too many levels of brackets: SyntaxError
x = <<100000 * [>><<100000 * ]>>

### too many signs: RecursionError
x = <<100000 * ->>1

### too many negations: RecursionError
x = <<100000 * not >>1

### too many lambdas: RecursionError
x = <<100000 * lambda: >>1

### too many powers: RecursionError
x = <<100000 * 1 ** >>1

### too many terms: RecursionError
x = <<100000 * 1 + >>1

### too many attributes: RecursionError
x = 1<<100000 * .real>>

### too many calls: RecursionError
x = print<<100000 * ()>>

### too many conditions: RecursionError
x = <<100000 * 1 if 1 else >>1

### too many branches: RecursionError
if 0: pass
<<100000 * elif 0: pass<<NEWLINE>>>>
1 / 0

### too many blocks: IndentationError
<<BLOCKS>>

### too many quotes: RecursionError
x = <<100000 * f'{>>1

### a very long line: ends 0
x = '<<5000000 * a>>'
print('after')

### very many lines: ends 0
<<100000 * x = 1<<NEWLINE>>>>
print('after')

### a name of a million letters: ends 0
<<1000000 * n>> = 1
print('after')

### names that look alike: ends 0
ａ = 1
print(a, 'after')

### ends in the middle: SyntaxError
def f(

### nothing at all: ends 0

### only blanks and marks: SyntaxError
<<1000 *  >>
<<1000 * ;>>
