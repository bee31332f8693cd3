"""What transformers hands to a chat template: messages without null keys, and reasoning under its names.

Run: python read-message.oracle.py > read-message.oracle.json (needs transformers and tokenizers)
"""

import json
import sys

import tokenizers
import transformers

CALL = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": {"b": 2.0, "a": None, "é": [1, {}]}}}
MESSAGES = [
    {"role": "user", "content": " text \n"},
    {"content": "role last", "role": "user"},
    {"role": "assistant", "content": None, "tool_calls": [CALL]},
    {"role": "assistant", "tool_calls": [CALL], "content": "", "function_call": None, "refusal": None},
    {"role": "user", "content": "x", "name": None, "extra": {"kept": None}},
    {"role": "user", "content": [{"type": "text", "text": "a", "image": None}, {"type": "text", "text": ""}]},
    {"role": "assistant", "content": "a", "reasoning_content": "r"},
    {"role": "assistant", "content": "a", "reasoning": "r"},
    {"role": "assistant", "thinking": "t", "content": "a"},
    {"role": "assistant", "content": "a", "thinking": "t", "reasoning": "r"},
    {"role": "assistant", "content": "a", "reasoning": "r", "reasoning_content": "c", "thinking": "t"},
    {"role": "assistant", "content": "a", "reasoning_content": None, "thinking": None, "reasoning": "r"},
    {"role": "assistant", "content": "a", "reasoning_content": "", "reasoning": "r"},
    {"role": "assistant", "content": "a", "reasoning": None},
    {"role": "tool", "content": "42", "tool_call_id": "c1", "name": "f"},
]

tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizers.Tokenizer(tokenizers.models.WordLevel({})))
cases = [
    {
        "message": message,
        "template_sees": tokenizer.apply_chat_template(
            [message], chat_template="{{ messages[0] | tojson }}", tokenize=False
        ),
    }
    for message in MESSAGES
]
json.dump({"transformers": transformers.__version__, "cases": cases}, sys.stdout, indent=1, ensure_ascii=False)
print()
