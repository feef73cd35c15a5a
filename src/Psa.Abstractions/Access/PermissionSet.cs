namespace Psa.Access;

/// <summary>How far each permission reaches, as bit masks: looking one up costs a shift, and a set equals another by value.</summary>
internal readonly record struct PermissionSet(UInt128 Full, UInt128 Own, UInt128 Self, UInt128 Policy)
{
    internal static PermissionSet Everything { get; } = new(UInt128.MaxValue, 0, 0, 0);

    internal Grants this[Permission permission]
    {
        get
        {
            var bit = Bit(permission);
            return (Full & bit) != 0 ? Grants.Full : (Own & bit) != 0 ? Grants.Own : (Self & bit) != 0 ? Grants.Self : (Policy & bit) != 0 ? Grants.Policy : Grants.None;
        }
    }

    internal PermissionSet With(Permission permission, Grants reach)
    {
        var bit = Bit(permission);
        return new(
            (reach & Grants.Full) != Grants.None ? Full | bit : Full & ~bit,
            (reach & Grants.Own) != Grants.None ? Own | bit : Own & ~bit,
            (reach & Grants.Self) != Grants.None ? Self | bit : Self & ~bit,
            (reach & Grants.Policy) != Grants.None ? Policy | bit : Policy & ~bit);
    }

    internal PermissionSet Union(PermissionSet other) => new(Full | other.Full, Own | other.Own, Self | other.Self, Policy | other.Policy);

    private static UInt128 Bit(Permission permission) =>
        (int)permission is > 0 and < 128
            ? UInt128.One << (int)permission
            : throw new ArgumentOutOfRangeException(nameof(permission), permission, "No such permission.");
}
