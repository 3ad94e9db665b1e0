namespace MlpTrainer.Engine;

/// <summary>Piecewise-linear codes as ReLU units, each of which reads one feature: with them a network of codes is an ordinary one.</summary>
/// <remarks>
/// With w_t = b_t − b_(t−1), r₁ = relu((b₁ − x̂)/w₁) and r_t = relu((x̂ − b_(t−1))/w_t) for t &gt; 1: φ₁ = 1 − r₁, φ_t = r_t − (w_(t+1)/w_t)·r_(t+1), φ_T = r_T, and
/// x̂ = b₀ + Σ w_t·φ_t. A feature without codes has two units, relu(x̂) and relu(−x̂), or none.
/// </remarks>
internal sealed class CodeUnits
{
    private readonly PiecewiseCodes _codes;
    private readonly int[] _first;                      // per feature: its first unit

    /// <param name="codes">The codes.</param>
    /// <param name="withPairs">Whether features without codes have units too.</param>
    public CodeUnits(PiecewiseCodes codes, bool withPairs)
    {
        _codes = codes;
        _first = new int[codes.Features + 1];
        for (int k = 0; k < codes.Features; k++)
        {
            _first[k + 1] = _first[k] + (HasCodes(k) ? codes.Knots(k).Length - 1 : withPairs ? 2 : 0);
        }
    }

    /// <summary>How many units there are.</summary>
    public int Count => _first[^1];

    /// <summary>Whether a feature has codes.</summary>
    public bool HasCodes(int feature) => !_codes.Knots(feature).IsEmpty;

    /// <summary>The layer of units: W [features×stride], whose columns from <paramref name="column"/> on are the units', and b.</summary>
    public void Fill(Span<float> weights, Span<float> biases, int stride, int column)
    {
        for (int k = 0; k < _codes.Features; k++)
        {
            ReadOnlySpan<float> b = _codes.Knots(k);
            Span<float> row = weights.Slice((k * stride) + column + _first[k], _first[k + 1] - _first[k]), bias = biases.Slice(column + _first[k], row.Length);
            if (b.IsEmpty && row.Length > 0)
            {
                (row[0], row[1]) = (1f, -1f);
            }

            for (int t = 1; t < b.Length; t++)
            {
                float slope = 1 / (b[t] - b[t - 1]);
                (row[t - 1], bias[t - 1]) = t == 1 ? (-slope, b[1] * slope) : (slope, -b[t - 1] * slope);
            }
        }
    }

    /// <summary>The weights of a member's layer on its features, as weights on the units.</summary>
    /// <param name="weights">[width×outputs] on the codes, or [features×outputs] on x̂.</param>
    /// <param name="outputs">The units of that layer.</param>
    /// <param name="folded">Receives [<see cref="Count"/>×outputs]; zeros before.</param>
    /// <param name="bias">Gets what the biases gain, [outputs].</param>
    public void Fold(ReadOnlySpan<float> weights, int outputs, Span<float> folded, Span<float> bias)
    {
        bool onCodes = weights.Length == _codes.Width * outputs;
        int row = 0;
        for (int k = 0; k < _codes.Features; k++)
        {
            ReadOnlySpan<float> b = _codes.Knots(k);
            int codes = Math.Max(0, b.Length - 1), rows = onCodes ? codes + 1 : 1;
            ReadOnlySpan<float> own = weights.Slice(row * outputs, rows * outputs), linear = own[^outputs..];
            Span<float> to = folded.Slice(_first[k] * outputs, (_first[k + 1] - _first[k]) * outputs);
            for (int j = 0; j < outputs; j++)
            {
                if (codes == 0)
                {
                    AddPair(to, linear, j);
                }
                else
                {
                    bias[j] += FoldOne(b, onCodes ? own : [], linear[j], j, to);
                }
            }

            row += rows;
        }
    }

    private static void AddPair(Span<float> to, ReadOnlySpan<float> linear, int j)
    {
        if (!to.IsEmpty)
        {
            (to[j], to[linear.Length + j]) = (linear[j], -linear[j]);
        }
    }

    /// <summary>One output of one feature.</summary>
    /// <returns>What its bias gains.</returns>
    private static float FoldOne(ReadOnlySpan<float> b, ReadOnlySpan<float> own, float linear, int j, Span<float> to)
    {
        int codes = b.Length - 1, outputs = to.Length / codes;
        double gained = linear * (double)b[0];
        for (int t = 0; t < codes; t++)
        {
            double width = b[t + 1] - b[t], weight = (own.IsEmpty ? 0 : own[(t * outputs) + j]) + (linear * width);
            if (t == 0)
            {
                gained += weight;
                to[j] -= (float)weight;
                continue;
            }

            to[(t * outputs) + j] += (float)weight;
            if (t + 1 < codes)
            {
                to[((t + 1) * outputs) + j] -= (float)(weight * (b[t + 2] - b[t + 1]) / width);
            }
        }

        return (float)gained;
    }
}
