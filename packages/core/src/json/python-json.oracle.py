"""Writes python-json.oracle.json: what CPython's json prints for JSON texts. Needs nothing but Python 3.

Run in this folder: python3 python-json.oracle.py
"""

import json
import platform

NUMBERS = """
0 -0 1 -1 10 123456789012345 1234567890123456 9007199254740991 9007199254740992 9007199254740993 -9007199254740993
123456789012345678901234567890 100000000000000000000 1000000000000000000000 999999999999999999999999
0.0 -0.0 1.0 2.0 -2.0 2.50 0.1 0.10 1.5e0 3.141592653589793 123456789012345680.0 1234567890123456.0 12345678901234567.0
9007199254740993.0 0.30000000000000004 0.1e1 1e0 1e1 1E1 1e+1 1e5 1e15 1e16 1e17 1e21 1e22 1e-1 1e-4 1e-5 1e-6 1e-7
1.5e-5 1.25e-4 0.0001 0.00001 0.00012345 -0.0001 -0.00001 -1.5e-7 1.7976931348623157e308 5e-324 2.2250738585072014e-308
1E400 -1E400 1e-400 -1e-400 1.0e16 9999999999999998.0 99999999999999990.0 0e0 -0e0 0E+5 1e+21 1e+22 -1e+22 1.5e+300 1e-10 1.10 100.0 1e2 12e3 1234.5678e10
""".split()

TEXTS = [
    "null", "true", "false", '""', '"a"', '"é ü 漢字 😀"', r'"\u00e9\ud83d\ude00"', r'"\"\\\/\b\f\n\r\t"',
    r'"\u0000\u0001\u001f"', '"\x7f\x80\x9f"', r'"\u007f"', '"\u2028\u2029"', r'"\u2028"', '"\ufeff"', r'"<a href=\"x\">&\u0027"',
    r'"\ud800"', r'"a\udc00b"', r'"\udc00\ud800"', r'"\\ud800 \ud800"', r'"\ud83d\ud83d\ude00"',
    "[]", "{}", "[[]]", "[{}]", '{"a":[]}', '{"a":{}}', '[1,2.0,"3"]', '[ -0 , 0.0 ]',
    '{"b":1,"a":2}', '{"2":1,"1":2}', '{"10":{"9":1,"8":[{"7":0,"6":0}]}}', r'{"\u0032":1,"\u0031":2}',
    '{"b":1,"2":1,"a":1,"1":1}', '{"a":1,"b":2,"a":3}', '{"2":1,"1":2,"2":3}', '{"a":1.0,"b":2,"a":3.0}',
    '{"__proto__":{"x":1},"constructor":2}', '{"__proto__":1.0,"constructor":{"prototype":2.0}}',
    '{"toString":1,"1":1,"hasOwnProperty":2}', '{"":1}', '{"":1.0,"":2.0}',
    r'{"a b":"1.0, 2.0","c":": 1e5"}', r'{"t":"\"1\": 2"}', '{"t":[1,[2,[3,[4.0]]]]}', '{"\u2028":1.0}', r'{"\n":"\n"}',
    '{"01":1,"-1":2,"1":3,"0":4}', '{"4294967295":1,"4294967294":2,"1":3}',
    ' \t\r\n{ "a" : [ 1 , 2 ] } \n', ' 2.0 ', '\n-0\n', "[1.0e0]", '[true,false,null,1.0]',
]


def case(text):
    value = json.loads(text)
    return {
        "text": text,
        "printed": json.dumps(value, ensure_ascii=False),
        "indented": json.dumps(value, ensure_ascii=False, indent=4),
    }


answers = {
    "script": "python-json.oracle.py",
    "python": platform.python_version(),
    "cases": [case(text) for text in [*NUMBERS, *TEXTS]],
}
with open("python-json.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=1)
    file.write("\n")
