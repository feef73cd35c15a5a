using System.Text.Json.Serialization;

namespace Psa.Documents;

/// <summary>Why a line stands on an item.</summary>
[JsonConverter(typeof(EnumJsonConverter<LineRemarkKind>))]
public enum LineRemarkKind
{
    /// <summary>A charge for which no single price of a unit stands: one lot, of the quantity <see cref="LineRemark.After"/>.</summary>
    Lot,

    /// <summary>What was used, <see cref="LineRemark.After"/>, beyond what is billed in advance, <see cref="LineRemark.Before"/>.</summary>
    Overage,

    /// <summary>What changed within the period, as a line of its own.</summary>
    Change,

    /// <summary>What changed after billing.</summary>
    Correction,

    /// <summary>What a user decided on the period's items.</summary>
    Decision,

    /// <summary>A charge at a net that a user set instead of <see cref="LineRemark.Original"/>.</summary>
    Override,

    /// <summary>What is deducted of a deposit, whose invoice has the number <see cref="LineRemark.Reason"/>.</summary>
    Deposit,
}
