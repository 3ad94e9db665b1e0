using MlpTrainer.Engine;

namespace MlpTrainer.Model;

/// <summary>The kinds of an ensemble's members in words.</summary>
internal static class MemberKinds
{
    /// <summary>In a word or two.</summary>
    public static string Short(MemberKind kind) => kind switch
    {
        MemberKind.Network => "network",
        MemberKind.CodedNetwork => "network on codes",
        MemberKind.Additive => "additive",
        _ => kind.ToString(),
    };

    /// <summary>"additive, a sum of one function of each feature", for example.</summary>
    public static string InWords(MemberKind kind) => kind switch
    {
        MemberKind.Network => "network with the hidden layers chosen",
        MemberKind.CodedNetwork => "network on piecewise-linear codes",
        MemberKind.Additive => "additive, a sum of one function of each feature",
        _ => kind.ToString(),
    };
}
