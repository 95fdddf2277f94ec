"""One step of torch.optim.Muon on one matrix, one thread: prints one row. Usage: torch_muon.py SIDE SECONDS"""
import json, sys, time
import torch

side, seconds = int(sys.argv[1]), float(sys.argv[2])
torch.set_num_threads(1)
torch.manual_seed(1)
w = torch.randn(side, side, requires_grad=True)
w.grad = torch.randn_like(w)
muon = torch.optim.Muon([w], lr=1e-3)
for _ in range(2):
    muon.step()
times, end = [], time.perf_counter() + seconds
while len(times) < 7 or time.perf_counter() < end:
    start = time.perf_counter()
    muon.step()
    times.append(1e3 * (time.perf_counter() - start))
times.sort()
at = lambda q: times[max(0, -int(-q * len(times) // 1) - 1)]
print(json.dumps(dict(backend=f'torch {torch.__version__.split("+")[0]}, 1 thread', optimizer='muon', variant='peer', params=side * side, tensors=1, ms=at(0.5), p10=at(0.1))))
