namespace Psa.Access;

/// <summary>How far a permission reaches. Two conditional grants, of two roles, are kept side by side; <see cref="Full"/> contains both.</summary>
[Flags]
public enum Grants
{
    /// <summary>Refused.</summary>
    None = 0,

    /// <summary>For the records of the customer that the actor belongs to, and nothing of any other.</summary>
    Own = 1,

    /// <summary>When the tenant's policy lets the actor do it without approval.</summary>
    ByPolicy = 2,

    /// <summary>Everywhere in the tenant.</summary>
    Full = 4,
}
