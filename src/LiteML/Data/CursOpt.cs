namespace Microsoft.ML.Trainers;

/// <summary>What a training cursor reads, and which bad values it lets through.</summary>
[Flags]
public enum CursOpt : uint
{
    Weight = 0x1,
    Group = 0x2,
    Id = 0x4,
    Label = 0x8,
    Features = 0x10,
    AllowBadWeights = 0x100,
    AllowBadGroups = 0x200,
    AllowBadLabels = 0x800,
    AllowBadFeatures = 0x1000,
    AllowBadEverything = AllowBadWeights | AllowBadGroups | AllowBadLabels | AllowBadFeatures,
    AllWeights = Weight | AllowBadWeights,
    AllGroups = Group | AllowBadGroups,
    AllLabels = Label | AllowBadLabels,
    AllFeatures = Features | AllowBadFeatures
}
