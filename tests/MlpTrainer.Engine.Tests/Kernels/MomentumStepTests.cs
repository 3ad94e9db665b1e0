using MlpTrainer.Engine.Kernels;

namespace MlpTrainer.Engine.Tests.Kernels;

public class MomentumStepTests
{
    public static TheoryData<int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool>();
            foreach (int length in Numbers.Lengths)
            {
                cases.Add(length, length % 2 == 0);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void AStepFollowsTheFormula(int length, bool nesterov)
    {
        float[] w = Numbers.Random(length, 1), g = Numbers.Random(length, 2), v = Numbers.Random(length, 3);
        double[] expectedV = [.. v.Zip(g, (old, gradient) => 0.9 * old - 0.01 * gradient)];
        double[] expectedW = [.. Enumerable.Range(0, length).Select(i => w[i] + (nesterov ? 0.9 * expectedV[i] - 0.01 * g[i] : expectedV[i]))];
        (Guarded weights, Guarded velocity) = (new Guarded(length), new Guarded(length));
        w.CopyTo(weights.Values);
        v.CopyTo(velocity.Values);
        MomentumStep.Apply(0.01f, 0.9f, nesterov, weights.Values, g, velocity.Values);
        Numbers.AssertClose(expectedW, weights.Values);
        Numbers.AssertClose(expectedV, velocity.Values);
        weights.AssertUntouched();
        velocity.AssertUntouched();
    }
}
