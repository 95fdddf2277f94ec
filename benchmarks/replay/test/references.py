"""Writes reference trajectories of pytorch_optimizer: `python references.py CASES.json > FILE.jsonl`.

CASES is a list of {"name", "options", "shapes", "group", "value", "steps", "tol"}; all but the name
have defaults. `group` are options of the parameter group, `value` gives the optimizer a loss, `given`
are lists of numbers that it gets where it draws from the normal distribution (`draws.mjs` makes such
cases). The options of the signature are filled in. References that compute in float32 whatever the
parameters are were run from a copy of the package in which float32, bfloat16 and .float() are float64.
"""

import inspect
import json
import random
import sys

import torch

torch.set_default_dtype(torch.float64)
import pytorch_optimizer  # noqa: E402

GIVEN = []
draw_like, draw = torch.randn_like, torch.randn


def given_like(like, **options):
    return given(like.shape) if GIVEN else draw_like(like, **options)


def given(shape, **options):
    return torch.tensor(GIVEN.pop(0)).reshape(shape) if GIVEN else draw(shape, **options)


torch.randn_like, torch.randn = given_like, given
LEFT_OUT = {'self', 'params', 'model', 'maximize', 'foreach', 'kwargs', 'momentum_dtype', 'fim_dtype',
            'compute_dtype', 'bf16_sr', 'reduce_func', 'model_sharding', 'mu_dtype', 'precondition_dtype'}


class Model(torch.nn.Module):
    def __init__(self, params):
        super().__init__()
        self.named = torch.nn.ParameterDict({f'p{i}': p for i, p in enumerate(params)})


def four(random_number):
    return float(f'{random_number:.4g}')


def flat(tensors):
    return [t.detach().reshape(-1).tolist() for t in tensors]


def trajectory(case, number):
    name, options = case['name'], case.get('options', {})
    numbers = random.Random(f'{name}-{number}')
    shapes = case.get('shapes', [[3, 2], [2]])
    count = lambda shape: torch.Size(shape).numel()
    fresh = lambda: [[four(numbers.gauss(0, 1)) for _ in range(count(shape))] for shape in shapes]
    initial = fresh()
    params = [torch.nn.Parameter(torch.tensor(x).reshape(s)) for x, s in zip(initial, shapes)]
    kind = getattr(pytorch_optimizer, name, None) or pytorch_optimizer.load_optimizer(name)
    signature = inspect.signature(kind.__init__).parameters
    given = {key: tuple(v) if isinstance(v, list) and key == 'betas' else v for key, v in options.items()}
    extra = case.get('extra', {})
    extra = {key: eval(v) if isinstance(v, str) else v for key, v in extra.items()}
    group = case.get('group', {})
    subject = Model(params) if 'model' in signature else [{'params': params, **group}]
    optimizer = kind(subject, **given, **extra)
    defaults = {key: p.default for key, p in signature.items()
                if key not in LEFT_OUT and p.default is not inspect.Parameter.empty}
    filled = {**defaults, **options, **group, **case.get('says', {})}
    GIVEN[:] = case.get('given', [])
    steps = []
    for t in range(case.get('steps', 6)):
        grads = fresh()
        step = {'grads': grads}
        for p, g in zip(params, grads):
            p.grad = torch.tensor(g).reshape(p.shape)
        if case.get('value'):
            value = four(2 / (t + 1) + numbers.random())
            step = {'grads': grads, 'value': value}
            optimizer.step(lambda: value)
        else:
            optimizer.step()
        steps.append({**step, 'params': flat(params)})
    return {
        'name': f'pytorch_optimizer.{name}-{number}.f64',
        'kind': 'given-gradients',
        'dtype': 'float64',
        'optimizer': {'name': f'pytorch_optimizer.{name}', 'options': filled},
        'params': [{'shape': s, 'init': x} for s, x in zip(shapes, initial)],
        'tol': case.get('tol', 1e-9),
        'steps': steps,
    }


with open(sys.argv[1]) as file:
    counts = {}
    for case in json.load(file):
        counts[case['name']] = number = counts.get(case['name'], 0) + 1
        text = json.dumps(trajectory(case, number), separators=(',', ':'), default=lambda x: list(x))
        print(text.replace('Infinity', '"Infinity"'))
