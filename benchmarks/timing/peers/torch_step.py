"""The workloads of bench:train in PyTorch, on two threads: prints one row. Usage: torch_step.py WORKLOAD SECONDS"""
import json, sys, time
import torch
from torch import nn
from torch.nn import functional as F

THREADS = 2


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.lstm, self.out = nn.Embedding(2000, 64), nn.LSTM(64, 64), nn.Linear(64, 2000)

    def forward(self, x):
        return self.out(self.lstm(self.embedding(x))[0]).flatten(0, 1)


def normalized(size, inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False), nn.BatchNorm2d(outputs))


class Residual(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.body = nn.Sequential(normalized(3, inputs, outputs, stride), nn.ReLU(), normalized(3, outputs, outputs))
        same = stride == 1 and inputs == outputs
        self.shortcut = nn.Identity() if same else normalized(1, inputs, outputs, stride)

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def resnet(stem, blocks):
    layers, inputs = [normalized(3, 3, stem), nn.ReLU()], stem
    for outputs, stride in blocks:
        layers.append(Residual(inputs, outputs, stride))
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(inputs, 10))


def cnn():
    block = lambda i, o: [nn.Conv2d(i, o, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*block(1, 8), *block(8, 16), nn.Flatten(), nn.Linear(784, 10))


def made(name):
    classes = lambda n, k: torch.randint(k, (n,))
    if name == 'mlp':
        return nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)), torch.randn(64, 784), classes(64, 10)
    if name == 'cnn':
        return cnn(), torch.randn(64, 1, 28, 28), classes(64, 10)
    if name == 'lstm':
        return Recurrent(), torch.randint(2000, (35, 20)), classes(700, 2000)
    eight = [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)]
    model = resnet(16, [(16, 1)]) if name == 'resnetBlock' else resnet(64, eight)
    return model, torch.randn(32, 3, 32, 32), classes(32, 10)


def main(name, seconds):
    torch.manual_seed(1)
    torch.set_num_threads(THREADS)
    model, x, y = made(name)
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        adam.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        adam.step()
        return loss.item()

    large = name == 'resnet18'
    for _ in range(1 if large else 10):
        step()
    times, end = [], time.perf_counter() + seconds
    while len(times) < (3 if large else 10) or time.perf_counter() < end:
        start = time.perf_counter()
        loss = step()
        times.append(1e3 * (time.perf_counter() - start))
    times.sort()
    at = lambda q: times[max(0, -int(-q * len(times) // 1) - 1)]
    backend = f'torch {torch.__version__.split("+")[0]}, {THREADS} threads'
    print(json.dumps(dict(backend=backend, workload=name, variant='peer', ms=at(0.5), p10=at(0.1), loss=loss)))


main(sys.argv[1], float(sys.argv[2]))
