using System.Text.Json.Serialization;

namespace Psa.Work;

/// <summary>What became of approved minutes: each is exactly one of these.</summary>
[JsonConverter(typeof(EnumJsonConverter<TimeCover>))]
public enum TimeCover
{
    /// <summary>The entry says so: nothing is charged.</summary>
    NotBillable = 0,

    /// <summary>A managed part of the ticket covers the day: nothing is charged.</summary>
    Covered = 1,

    /// <summary>They are an amount that is expected of the ticket or project.</summary>
    Priced = 2,

    /// <summary>Lots of hours took all of them: nothing more is charged. What lots took a part of is <see cref="Priced"/>, and its approval says what they took.</summary>
    Block = 3,
}
