"""Writes reference.json beside this file: `python reference.py`, with torch 2.

What torch.optim and torch.optim.lr_scheduler compute for the rows of docs/guide/from-pytorch.md, in
float64: the parameters after each of 20 steps on fixed gradients, and 60 learning rates.
"""

import json
import math
from pathlib import Path

import torch

STEPS, SIZE, RATES = 20, 4, 60
GRADIENTS = [
    [math.sin(1 + 7 * t + 3 * i) * (0.1 if i == 1 else 1) for i in range(SIZE)] for t in range(STEPS)
]

optim = torch.optim
OPTIMIZERS = {
    "SGD": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, dampening=0.5, weight_decay=0.1),
    "SGD nesterov": lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "Adam": lambda p: optim.Adam(p, lr=0.1, weight_decay=0.1),
    "Adam amsgrad": lambda p: optim.Adam(p, lr=0.1, amsgrad=True),
    "AdamW": lambda p: optim.AdamW(p, lr=0.1),
    "RAdam": lambda p: optim.RAdam(p, lr=0.1),
    "Adamax": lambda p: optim.Adamax(p, lr=0.1),
    "NAdam": lambda p: optim.NAdam(p, lr=0.1),
    "RMSprop": lambda p: optim.RMSprop(p, lr=0.1, centered=True, momentum=0.9),
    "Adagrad": lambda p: optim.Adagrad(p, lr=0.1),
    "Adadelta": lambda p: optim.Adadelta(p, lr=1.0),
    "Rprop": lambda p: optim.Rprop(p, lr=0.1),
}

S = optim.lr_scheduler
SCHEDULES = {
    "StepLR": lambda o: S.StepLR(o, step_size=20, gamma=0.5),
    "MultiStepLR": lambda o: S.MultiStepLR(o, milestones=[10, 35], gamma=0.1),
    "ExponentialLR": lambda o: S.ExponentialLR(o, gamma=0.9),
    "LinearLR": lambda o: S.LinearLR(o, start_factor=0.25, end_factor=1.0, total_iters=40),
    "SequentialLR": lambda o: S.SequentialLR(
        o,
        [S.LinearLR(o, start_factor=0.25, total_iters=20), S.ExponentialLR(o, gamma=0.9)],
        milestones=[20],
    ),
    "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, T_max=40, eta_min=0.01),
    "CosineAnnealingWarmRestarts": lambda o: S.CosineAnnealingWarmRestarts(o, T_0=10, T_mult=2),
    "OneCycleLR": lambda o: S.OneCycleLR(o, max_lr=0.1, total_steps=RATES, pct_start=0.3),
}


def params_of(make):
    param = torch.ones(SIZE, dtype=torch.float64, requires_grad=True)
    optimizer = make([param])
    found = []
    for gradient in GRADIENTS:
        param.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
        found.append(param.tolist())
    return found


def rates_of(make):
    optimizer = optim.SGD([torch.ones(1)], lr=0.1)
    schedule = make(optimizer)
    found = []
    for i in range(RATES):
        found.append(optimizer.param_groups[0]["lr"])
        if i < RATES - 1:
            optimizer.step()
            schedule.step()
    return found


def plateau():
    """The learning rates of ReduceLROnPlateau, and the losses that it reads."""
    losses = [1 / (1 + min(t, 15)) for t in range(RATES)]
    optimizer = optim.SGD([torch.ones(1)], lr=0.1)
    schedule = S.ReduceLROnPlateau(optimizer, factor=0.5, patience=5)
    found = []
    for loss in losses:
        optimizer.step()
        schedule.step(loss)
        found.append(optimizer.param_groups[0]["lr"])
    return {"losses": losses, "rates": found}


reference = {
    "torch": torch.__version__.split("+")[0],
    "gradients": GRADIENTS,
    "optimizers": {name: params_of(make) for name, make in OPTIMIZERS.items()},
    "schedules": {name: rates_of(make) for name, make in SCHEDULES.items()},
    "plateau": plateau(),
}
Path(__file__).with_name("reference.json").write_text(json.dumps(reference) + "\n")
