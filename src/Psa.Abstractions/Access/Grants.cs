using System.Text.Json.Serialization;

namespace Psa.Access;

/// <summary>How far a permission reaches. Of two roles the farther grant counts: <see cref="Full"/> contains <see cref="Own"/>, which contains <see cref="Self"/>, and <see cref="Full"/> contains <see cref="Policy"/>.</summary>
[Flags]
[JsonConverter(typeof(EnumJsonConverter<Grants>))]
public enum Grants
{
    /// <summary>Refused.</summary>
    None = 0,

    /// <summary>For the records of the customer that the actor belongs to and of those it pays for, and nothing of any other.</summary>
    Own = 1,

    /// <summary>For what is the actor's own: their contact, and the time that they logged.</summary>
    Self = 2,

    /// <summary>Everywhere in the tenant.</summary>
    Full = 4,

    /// <summary>Where the tenant's policy asks nobody else: to activate a quote that needs no approval, or has it.</summary>
    Policy = 8,
}
