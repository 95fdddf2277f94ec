"""Writes data/blocks.json: outputs and gradients of blocks, computed by PyTorch in float64.

Run: pip install torch; python3 test/fixtures.py
"""

import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)


class Block:
    """Collects parameters and batch moments under the names of the trees in TypeScript."""

    def __init__(self):
        self.params, self.moments = {}, {}

    def draw(self, name, *shape, centre=0.0, scale=0.5):
        values = (centre + scale * torch.randn(*shape)).float().double()
        self.params[name] = values.requires_grad_()
        return self.params[name]

    def conv(self, name, x, inputs, outputs, size, stride=1, same=False, groups=1):
        shape = (size, size, inputs, outputs) if groups == 1 else (size, size, inputs, 1)
        filt = self.draw(f"{name}/filter", *shape)
        weight = filt.permute(3, 2, 0, 1) if groups == 1 else filt.permute(2, 3, 0, 1)
        if not same:
            return F.conv2d(x, weight, stride=stride, padding=(size - 1) // 2, groups=groups)
        pads = []
        for extent in (x.shape[3], x.shape[2]):
            total = max(0, (-(-extent // stride) - 1) * stride + size - extent)
            pads += [total // 2, total - total // 2]
        return F.conv2d(F.pad(x, pads), weight, stride=stride, groups=groups)

    def norm(self, name, x, channels, eps=1e-5):
        gamma = self.draw(f"{name}/gamma", channels, centre=1.0, scale=0.2)
        beta = self.draw(f"{name}/beta", channels)
        mean, var = torch.zeros(channels), torch.ones(channels)
        y = F.batch_norm(x, mean, var, gamma, beta, training=True, momentum=1.0, eps=eps)
        self.moments[f"{name}/mean"], self.moments[f"{name}/variance"] = mean, var
        return y

    def excite(self, name, x, channels, squeezed):
        h = x.mean((2, 3))
        for part, (i, o) in (("reduce", (channels, squeezed)), ("expand", (squeezed, channels))):
            h = h @ self.draw(f"{name}/{part}/kernel", i, o) + self.draw(f"{name}/{part}/bias", o)
            h = F.silu(h) if part == "reduce" else torch.sigmoid(h)
        return x * h[:, :, None, None]


def basic(b, x, inputs, outputs, stride):
    h = b.conv("sum/main/conv1", x, inputs, outputs, 3, stride)
    h = F.relu(b.norm("sum/main/norm1", h, outputs))
    h = b.norm("sum/main/norm2", b.conv("sum/main/conv2", h, outputs, outputs, 3), outputs)
    if stride != 1 or inputs != outputs:
        x = b.conv("sum/shortcut/conv", x, inputs, outputs, 1, stride)
        x = b.norm("sum/shortcut/norm", x, outputs)
    return F.relu(h + x)


def pre_activation(b, x, inputs, outputs, stride):
    same = stride == 1 and inputs == outputs
    at = "main" if same else "sum/main"
    first = F.relu(b.norm("main/norm1" if same else "norm1", x, inputs))
    h = b.conv(f"{at}/conv1", first, inputs, outputs, 3, stride)
    h = b.conv(f"{at}/conv2", F.relu(b.norm(f"{at}/norm2", h, outputs)), outputs, outputs, 3)
    return h + (x if same else b.conv("sum/shortcut/conv", first, inputs, outputs, 1, stride))


def inverted(b, x, inputs, outputs, stride, size, expansion):
    same = stride == 1 and inputs == outputs
    at = "main/block/" if same else ""
    inner, h = inputs * expansion, x
    if expansion != 1:
        h = F.silu(b.norm(f"{at}norm0", b.conv(f"{at}expand", x, inputs, inner, 1), inner, 1e-3))
    h = b.conv(f"{at}depthwise", h, inner, inner, size, stride, same=True, groups=inner)
    h = F.silu(b.norm(f"{at}norm1", h, inner, 1e-3))
    h = b.excite(f"{at}excite", h, inner, max(1, inputs // 4))
    h = b.norm(f"{at}norm2", b.conv(f"{at}project", h, inner, outputs, 1), outputs, 1e-3)
    return h + x if same else h


def numbers(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().flatten().tolist()]


def entry(tensor):
    return {"shape": list(tensor.shape), "values": numbers(tensor)}


def nhwc(tensor):
    return tensor.permute(0, 2, 3, 1)


def case(name, run, options, inputs, extent):
    b = Block()
    x = torch.randn(2, extent, extent, inputs).float().double().requires_grad_()
    y = nhwc(run(b, x.permute(0, 3, 1, 2), inputs, **options))
    upstream = torch.randn(*y.shape).float().double()
    (y * upstream).sum().backward()
    return {
        "name": name,
        "options": {"inputs": inputs, **options},
        "x": entry(x),
        "upstream": entry(upstream),
        "output": entry(y),
        "gradient": entry(x.grad),
        "params": {k: entry(v) for k, v in b.params.items()},
        "gradients": {k: entry(v.grad) for k, v in b.params.items()},
        "moments": {k: entry(v) for k, v in b.moments.items()},
    }


def language_model():
    vocabulary, embedding, hidden, steps, batch = 7, 3, 4, 5, 2
    model = torch.nn.LSTM(embedding, hidden)
    table = torch.randn(vocabulary, embedding).float().double().requires_grad_()
    kernel = torch.randn(hidden, vocabulary).float().double().requires_grad_()
    bias = torch.randn(vocabulary).float().double().requires_grad_()
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(p.float().double())
        model.bias_hh_l0.zero_()
    words = torch.randint(vocabulary, (steps, batch))
    targets = torch.randint(vocabulary, (steps, batch))
    start = [torch.randn(1, batch, hidden).float().double() for _ in range(2)]
    out, (h, c) = model(table[words], tuple(start))
    logits = out @ kernel + bias
    loss = F.cross_entropy(logits.reshape(-1, vocabulary), targets.reshape(-1))
    loss.backward()
    params = {
        "embedding": table,
        "lstm/kernel": model.weight_ih_l0,
        "lstm/recurrentKernel": model.weight_hh_l0,
        "lstm/bias": model.bias_ih_l0,
        "output/kernel": kernel,
        "output/bias": bias,
    }
    flip = lambda k, v: v.T if k in ("lstm/kernel", "lstm/recurrentKernel") else v
    return {
        "options": {"vocabulary": vocabulary, "embedding": embedding, "hidden": hidden},
        "words": entry(words.double()),
        "targets": entry(targets.double()),
        "h": entry(start[0][0]),
        "c": entry(start[1][0]),
        "loss": float(loss),
        "lastH": entry(h[0]),
        "lastC": entry(c[0]),
        "params": {k: entry(flip(k, v)) for k, v in params.items()},
        "gradients": {k: entry(flip(k, v.grad)) for k, v in params.items()},
    }


fixtures = {
    "blocks": [
        case("basicBlock", basic, {"outputs": 3, "stride": 1}, 3, 4),
        case("basicBlock", basic, {"outputs": 4, "stride": 2}, 3, 6),
        case("basicBlock", basic, {"outputs": 4, "stride": 2}, 3, 5),
        case("preActivationBlock", pre_activation, {"outputs": 3, "stride": 1}, 3, 4),
        case("preActivationBlock", pre_activation, {"outputs": 4, "stride": 2}, 3, 6),
        case("invertedBlock", inverted, {"outputs": 4, "stride": 1, "size": 3, "expansion": 2}, 4, 4),
        case("invertedBlock", inverted, {"outputs": 3, "stride": 2, "size": 5, "expansion": 2}, 4, 6),
        case("invertedBlock", inverted, {"outputs": 3, "stride": 2, "size": 3, "expansion": 1}, 4, 5),
    ],
    "languageModel": language_model(),
}
pathlib.Path(__file__).with_name("data").joinpath("blocks.json").write_text(json.dumps(fixtures))
