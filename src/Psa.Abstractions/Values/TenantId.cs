namespace Psa;

/// <summary>The company whose books these are. Everything stored carries one, and nothing crosses it (spec 2). The default value is no tenant and is refused by stores.</summary>
/// <param name="Value">The id.</param>
public readonly record struct TenantId(Guid Value) : IComparable<TenantId>
{
    /// <inheritdoc/>
    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    /// <summary>Gives the id as text.</summary>
    /// <returns>The 36 characters of the id.</returns>
    public override string ToString() => Value.ToString();

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first.</returns>
    public static bool operator <(TenantId left, TenantId right) => left.CompareTo(right) < 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes first or is the same.</returns>
    public static bool operator <=(TenantId left, TenantId right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last.</returns>
    public static bool operator >(TenantId left, TenantId right) => left.CompareTo(right) > 0;

    /// <summary>Compares two tenants by id.</summary><param name="left">One.</param><param name="right">The other.</param><returns>Whether left comes last or is the same.</returns>
    public static bool operator >=(TenantId left, TenantId right) => left.CompareTo(right) >= 0;
}
