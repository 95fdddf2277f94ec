"""One Adam step in PyTorch, one thread: prints one row. Usage: torch_adam.py loop|foreach|fused PARAMS TENSORS SECONDS"""
import json, sys, time
import torch

variant, size, count, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
torch.set_num_threads(1)
torch.manual_seed(1)
flags = {'loop': dict(foreach=False), 'foreach': dict(foreach=True), 'fused': dict(fused=True)}[variant]
params = [torch.randn(size // count, requires_grad=True) for _ in range(count)]
for p in params:
    p.grad = torch.randn_like(p)
adam = torch.optim.Adam(params, lr=1e-3, **flags)
for _ in range(5):
    adam.step()
times, end = [], time.perf_counter() + seconds
while len(times) < 7 or (time.perf_counter() < end and len(times) < 3000):
    start = time.perf_counter()
    adam.step()
    times.append(1e3 * (time.perf_counter() - start))
times.sort()
at = lambda q: times[max(0, -int(-q * len(times) // 1) - 1)]
total = size // count * count
print(json.dumps(dict(backend=f'torch {torch.__version__.split("+")[0]}, 1 thread', optimizer=f'adam {variant}', variant='peer', params=total, tensors=count, ms=at(0.5), p10=at(0.1))))
