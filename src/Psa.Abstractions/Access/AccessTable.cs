using System.Collections.Immutable;
using System.Text;

namespace Psa.Access;

/// <summary>
/// Which role may do what: immutable data. A host takes <see cref="Default"/> or changes it cell by cell; every change gives a new table.
/// Actors resolve their permissions from a table once, so a change counts from the next sign-in.
/// </summary>
public sealed class AccessTable
{
    private readonly ImmutableArray<(Role Role, PermissionSet Permissions)> _roles;

    private AccessTable(ImmutableArray<(Role Role, PermissionSet Permissions)> roles) => _roles = roles;

    /// <summary>Gets the table in which nobody may do anything.</summary>
    public static AccessTable Empty { get; } = new([]);

    /// <summary>Gets the table that holds unless a host changes it: the twelve built-in roles and their permissions.</summary>
    public static AccessTable Default { get; } = DefaultAccess.Create();

    /// <summary>Gets all permissions in the order of the table.</summary>
    public static ValueList<Permission> Permissions { get; } = ValueList.Create<Permission>(Enum.GetValues<Permission>());

    /// <summary>Gets the roles in the order they were added.</summary>
    public ValueList<Role> Roles
    {
        get
        {
            var roles = new Role[_roles.Length];
            for (var i = 0; i < roles.Length; i++)
            {
                roles[i] = _roles[i].Role;
            }

            return ValueList.Create<Role>(roles);
        }
    }

    /// <summary>Makes a table of stored cells.</summary>
    /// <param name="cells">The cells; of two for the same role and permission the later counts.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ValidationFailedException"><c>value.missing</c>: a role has no name; <c>value.unknown</c>: there is no such permission or reach. All such cells are named, as <c>Cells[3].Permission</c>.</exception>
    public static AccessTable Of(IEnumerable<AccessGrant> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (table, problems, place) = (Empty, new List<Problem>(), 0);
        foreach (var (role, permission, reach) in cells)
        {
            var where = FormattableString.Invariant($"Cells[{place++}]");
            var found = problems.Count;
            Require(!string.IsNullOrEmpty(role.Name), MoneyErrors.Missing, "The role has no name: give it one.", $"{where}.{nameof(AccessGrant.Role)}");
            Require(Enum.IsDefined(permission), MoneyErrors.Unknown, $"{permission} is no permission: use one of those of the table.", $"{where}.{nameof(AccessGrant.Permission)}");
            Require(IsReach(reach), MoneyErrors.Unknown, $"{reach} is no reach: use None, Own, Self or Full.", $"{where}.{nameof(AccessGrant.Reach)}");
            table = problems.Count == found ? table.With(role, permission, reach) : table;
        }

        ValidationFailedException.ThrowIfAny(problems.ToValueList());
        return table;

        void Require(bool isRight, string code, string message, string where)
        {
            if (!isRight)
            {
                problems.Add(new(code, message, where));
            }
        }
    }

    /// <summary>Tells how far a role's permission reaches.</summary>
    /// <param name="role">The role; one that isn't in the table may do nothing.</param>
    /// <param name="permission">The permission.</param>
    /// <returns>How far.</returns>
    public Grants Of(Role role, Permission permission) => PermissionsOf(role)[permission];

    /// <summary>Gives a table in which one cell is another. A role that is new gets a column.</summary>
    /// <param name="role">Who.</param>
    /// <param name="permission">May do what.</param>
    /// <param name="reach">How far; <see cref="Grants.None"/> takes it away.</param>
    /// <returns>The changed table.</returns>
    /// <exception cref="ArgumentException">The role has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such permission or reach.</exception>
    [Pure]
    public AccessTable With(Role role, Permission permission, Grants reach)
    {
        ArgumentException.ThrowIfNullOrEmpty(role.Name, nameof(role));
        if (!Enum.IsDefined(permission))
        {
            throw new ArgumentOutOfRangeException(nameof(permission), permission, "There is no such permission.");
        }

        if (!IsReach(reach))
        {
            throw new ArgumentOutOfRangeException(nameof(reach), reach, "There is no such reach.");
        }

        for (var i = 0; i < _roles.Length; i++)
        {
            if (_roles[i].Role == role)
            {
                return new(_roles.SetItem(i, (role, _roles[i].Permissions.With(permission, reach))));
            }
        }

        return new(_roles.Add((role, default(PermissionSet).With(permission, reach))));
    }

    /// <summary>Gives a table without a role: who has only that one may do nothing.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The shorter table.</returns>
    [Pure]
    public AccessTable Without(Role role) => new(_roles.RemoveAll(row => row.Role == role));

    /// <summary>Lists the cells that grant something, to store them; <see cref="Of(IEnumerable{AccessGrant})"/> reads them back.</summary>
    /// <returns>The cells, by role, then by permission.</returns>
    public ValueList<AccessGrant> ToCells()
    {
        var cells = new List<AccessGrant>();
        foreach (var (role, permissions) in _roles)
        {
            foreach (var permission in Permissions)
            {
                if (permissions[permission] is not Grants.None and var reach)
                {
                    cells.Add(new(role, permission, reach));
                }
            }
        }

        return cells.ToValueList();
    }

    /// <summary>Draws the table for <c>docs/permissions.md</c>: a row for each permission, a column for each role.</summary>
    /// <returns>A Markdown table, lines ended by <c>\n</c>.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| permission |");
        foreach (var (role, _) in _roles)
        {
            text.Append(' ').Append(role.Name).Append(" |");
        }

        text.Append("\n|---|").Insert(text.Length, "---|", _roles.Length).Append('\n');
        foreach (var permission in Permissions)
        {
            text.Append("| ").Append(permission.ToString()).Append(" |");
            foreach (var (_, permissions) in _roles)
            {
                text.Append(' ').Append(Sign(permissions[permission])).Append(" |");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    internal PermissionSet PermissionsOf(Role role)
    {
        foreach (var row in _roles)
        {
            if (row.Role == role)
            {
                return row.Permissions;
            }
        }

        return default;
    }

    private static bool IsReach(Grants reach) => (reach & ~(Grants.Own | Grants.Self | Grants.Policy | Grants.Full)) == Grants.None;

    private static string Sign(Grants reach) => reach switch
    {
        Grants.None => "–",
        Grants.Own => "own",
        Grants.Self => "self",
        Grants.Policy => "by policy",
        _ => "✔",
    };
}
