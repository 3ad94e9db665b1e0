namespace MlpTrainer.Engine;

/// <summary>How one column is scaled: z = (x − Centre)·Scale, x̂ = z/√(1 + (κz)²), and x̂ where it is missing.</summary>
/// <remarks>
/// A few far values rule neither centre nor scale:
/// <list type="bullet">
/// <item>The deviation is the distance of two quantiles, divided by what that is for a normal law of deviation 1.</item>
/// <item>The centre is where the mean of x̂ is 0, found from the median on (Huber, "Robust statistics", 1981, §3.2: an M-estimate of location); the median
/// itself where the column does not saturate, and 0 where more than half of the values are 0.</item>
/// <item>Where these quantiles are one and the same value, most values are: it is the centre, and the deviation is the median distance of the others.</item>
/// <item>A column of two values becomes 0 and 1, so that one of 0 and 1 stays what it is; one of 0 and a negative value becomes 0 and −1.</item>
/// <item>A column of one value has scale 0 and counts for nothing; so has one that varies by less than float's rounding.</item>
/// </list>
/// Where features saturate, the scale is adapted so that x̂ has deviation 1 again; where most values are one, that the others' root mean square is 1.
/// </remarks>
internal readonly record struct ColumnScale(double Centre, double Scale, double Saturation, double Fill)
{
    private const double LowShare = 0.1, HighShare = 0.9;
    private const double NormalRange = 2.5631031310892007;                  // between these quantiles of a normal law of deviation 1

    /// <summary>A larger share of one far value is a code's.</summary>
    private const double MostOfATail = 1 / 200d;

    /// <summary>A deviation this small beside the centre is rounding noise of float: the column is constant.</summary>
    private const double ConstantDeviation = 1e-7;

    /// <summary>A column that counts for nothing.</summary>
    private static ColumnScale Ignored => new(0, 0, 0, 0);

    /// <summary>The scale of a column.</summary>
    /// <param name="values">Some or all of its values.</param>
    /// <param name="low">The least of all.</param>
    /// <param name="high">The largest of all; both NaN where there is none.</param>
    /// <param name="hasTwoValues">Whether there are no others.</param>
    /// <param name="saturate">Whether it is to saturate.</param>
    public static ColumnScale Of(WeightedValues values, float low, float high, bool hasTwoValues, bool saturate)
    {
        if (!(low < high))
        {
            return Ignored;
        }

        if (hasTwoValues)
        {
            return OfTwo(low, high, saturate).WithFill(values);
        }

        double centre = values.Total > 0 ? values.Quantile(0.5) : 0;
        double deviation = values.Total > 0 ? (values.Quantile(HighShare) - values.Quantile(LowShare)) / NormalRange : 0;
        bool isMostlyOne = deviation == 0;
        WeightedValues others = isMostlyOne ? values.DistancesFrom(centre) : values;
        if (isMostlyOne)
        {
            deviation = others.Total > 0 ? others.Quantile(0.5) : Math.Max(high - centre, centre - low);
        }

        if (!(deviation > ConstantDeviation * Math.Abs(centre)))
        {
            return Ignored with { Centre = centre };
        }

        var scale = new ColumnScale(centre, 1 / deviation, 0, 0);
        return (!saturate ? scale : isMostlyOne ? scale.Saturated(others, 0, aboutZero: true) : scale.Located(values)).WithFill(values);
    }

    /// <summary>x̂.</summary>
    private double Apply(double x) => Engine.Saturation.Of((x - Centre) * Scale, Saturation);

    /// <summary>0 and 1, whether it saturates or not: then the scale is such that x̂ is 1 for the other value.</summary>
    private static ColumnScale OfTwo(double low, double high, bool saturate)
    {
        double centre = high == 0 ? 0 : low == 0 ? 0 : low, kappa = saturate ? Engine.Saturation.Usual : 0;
        return new ColumnScale(centre, 1 / ((high - low) * Math.Sqrt(1 - (kappa * kappa))), kappa, 0);
    }

    /// <summary>Saturating, with the centre where the mean of x̂ is 0.</summary>
    private ColumnScale Located(WeightedValues values)
    {
        if (Centre != 0 || values.WeightOf(0) <= values.Total / 2)
        {
            (double centre, double factor) = (Centre, Scale);
            WeightedValues z = values.Map(value => (value - centre) * factor);
            centre += Engine.Saturation.Location(z, Engine.Saturation.For(FarShare(z))) / factor;
            return (this with { Centre = centre }).Saturated(values, centre, aboutZero: false);
        }

        return Saturated(values, Centre, aboutZero: false);
    }

    /// <summary>With κ by the share of far values, and the deviation after saturation 1.</summary>
    private ColumnScale Saturated(WeightedValues values, double centre, bool aboutZero)
    {
        double factor = Scale;
        WeightedValues z = values.Map(value => (value - centre) * factor);
        double kappa = Engine.Saturation.For(FarShare(z));
        WeightedValues bent = z.Map(value => Engine.Saturation.Of(value, kappa));
        double deviation = bent.DeviationFrom(aboutZero ? 0 : bent.Mean());

        // g·z/√(1 + (κz)²) is z′/√(1 + (κ′z′)²) with z′ = gz and κ′ = κ/g.
        return deviation > 0 ? this with { Scale = Scale / deviation, Saturation = kappa * deviation } : this with { Saturation = kappa };
    }

    /// <summary>The share of far values. One that many rows have is a code, such as 999 for unknown, and no part of a tail.</summary>
    private static double FarShare(WeightedValues z)
    {
        double far = 0;
        for (int i = 0, next; i < z.Values.Length; i = next)
        {
            double weight = 0;
            for (next = i; next < z.Values.Length && z.Values[next] == z.Values[i]; next++)
            {
                weight += z.Weights[next];
            }

            far += Math.Abs(z.Values[i]) > Engine.Saturation.Far && weight <= MostOfATail * z.Total ? weight : 0;
        }

        return z.Total > 0 ? far / z.Total : 0;
    }

    private ColumnScale WithFill(WeightedValues values) => this with { Fill = values.Map(Apply).Mean() };
}
