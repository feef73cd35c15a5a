using System.Text.Json.Serialization;

namespace Psa.Access;

/// <summary>
/// A name that stands for permissions in an <see cref="AccessTable"/>. Twelve are built in; a host adds its own by putting them in the table.
/// The default value has an empty name and no permissions.
/// </summary>
/// <remarks>Names are compared exactly: they come from claims and are stored.</remarks>
[JsonConverter(typeof(PsaJsonConverter))]
public readonly record struct Role : IJsonConverterSource
{
    private readonly string? _name;

    private Role(string name) => _name = name;

    /// <summary>Gets the role that may do everything.</summary>
    public static Role Administrator { get; } = new(nameof(Administrator));

    /// <summary>Gets the role of the company's head: everything but settings.</summary>
    public static Role Director { get; } = new(nameof(Director));

    /// <summary>Gets the role of a team's head, who approves time.</summary>
    public static Role GroupManager { get; } = new(nameof(GroupManager));

    /// <summary>Gets the role of the head of finance.</summary>
    public static Role FinanceManager { get; } = new(nameof(FinanceManager));

    /// <summary>Gets the role of those who bill.</summary>
    public static Role Finance { get; } = new(nameof(Finance));

    /// <summary>Gets the role of those who sell.</summary>
    public static Role Sales { get; } = new(nameof(Sales));

    /// <summary>Gets the role of human resources.</summary>
    public static Role HumanResources { get; } = new(nameof(HumanResources));

    /// <summary>Gets the role of those who do the work and log it.</summary>
    public static Role Engineer { get; } = new(nameof(Engineer));

    /// <summary>Gets the role of those who buy.</summary>
    public static Role Purchaser { get; } = new(nameof(Purchaser));

    /// <summary>Gets the role of those who keep the stock.</summary>
    public static Role Warehouse { get; } = new(nameof(Warehouse));

    /// <summary>Gets the role of a customer's manager.</summary>
    public static Role ClientManager { get; } = new(nameof(ClientManager));

    /// <summary>Gets the role of a customer's user.</summary>
    public static Role Client { get; } = new(nameof(Client));

    /// <summary>Gets the twelve built-in roles in the order of the table.</summary>
    public static ValueList<Role> BuiltIn { get; } =
    [
        Administrator, Director, GroupManager, FinanceManager, Finance, Sales, HumanResources, Engineer, Purchaser, Warehouse, ClientManager, Client,
    ];

    /// <summary>Gets the name, as in claims and storage.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Makes a role of a name; a built-in name gives the built-in role.</summary>
    /// <param name="name">Not blank.</param>
    /// <returns>The role.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    [Pure]
    public static Role Of(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(name);
    }

    /// <summary>Gives the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    JsonConverter IJsonConverterSource.CreateConverter() => new RoleJsonConverter();
}
