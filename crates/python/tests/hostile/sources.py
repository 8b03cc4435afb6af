### a null in its text: ends 1
print('lost')<<NUL>>

### begins with a mark of byte order: ends 0
<<BOM>>print('after')

### says that it is in another encoding: ends 0
# -*- coding: latin-1 -*-
print('after')

### says that it is in an encoding that there is not: ends 0
# -*- coding: klingon -*-
print('after')

### tabs and blanks mixed: ends 1
if True:
        print('lost')
	print('lost')

### opened and never closed: ends 1
<<100000 * (>>

### too many levels of brackets: ends 1
x = <<100000 * [>><<100000 * ]>>

### too many signs: ends 1
x = <<100000 * ->>1

### too many negations: ends 1
x = <<100000 * not >>1

### too many lambdas: ends 1
x = <<100000 * lambda: >>1

### too many powers: ends 1
x = <<100000 * 1 ** >>1

### too many terms: ends 1
x = <<100000 * 1 + >>1

### too many attributes: ends 1
x = 1<<100000 * .real>>

### too many calls: ends 1
x = print<<100000 * ()>>

### too many conditions: ends 1
x = <<100000 * 1 if 1 else >>1

### too many branches: ends 1
if 0: pass
<<100000 * elif 0: pass<<NEWLINE>>>>
1 / 0

### too many blocks: ends 1
<<BLOCKS>>

### too many quotes: ends 1
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

### ends in the middle: ends 1
def f(

### nothing at all: ends 0

### only blanks and marks: ends 1
<<1000 *  >>
<<1000 * ;>>
