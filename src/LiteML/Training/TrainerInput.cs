using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that has a features column.</summary>
public abstract class TrainerInputBase
{
    protected TrainerInputBase()
    {
    }

    public string FeatureColumnName = DefaultColumnNames.Features;
}

/// <summary>Options of a trainer that has a label column as well.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    protected TrainerInputBaseWithLabel()
    {
    }

    public string LabelColumnName = DefaultColumnNames.Label;
}

/// <summary>Options of a trainer that can also weigh its examples.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    protected TrainerInputBaseWithWeight()
    {
    }

    public string ExampleWeightColumnName = null;
}
