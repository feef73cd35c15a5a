using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ardalis.SmartEnum;

namespace Psa.Catalog;

/// <summary>The tax categories of EN 16931 (code list UNCL 5305) that the library bills with.</summary>
[JsonConverter(typeof(PsaJsonConverter))]
public sealed class TaxCategory : SmartEnum<TaxCategory>, IJsonConverterSource
{
    /// <summary>S: taxed, at the standard or a reduced rate above zero.</summary>
    public static readonly TaxCategory Standard = new(nameof(Standard), 1, "S", null, null);

    /// <summary>Z: taxed at 0 %.</summary>
    public static readonly TaxCategory ZeroRated = new(nameof(ZeroRated), 2, "Z", null, null);

    /// <summary>E: exempt; the reason must be given.</summary>
    public static readonly TaxCategory Exempt = new(nameof(Exempt), 3, "E", null, null);

    /// <summary>AE: reverse charge, the customer owes the tax.</summary>
    public static readonly TaxCategory ReverseCharge = new(nameof(ReverseCharge), 4, "AE", "Reverse charge", "VATEX-EU-AE");

    /// <summary>K: goods supplied to another state of the European Economic Area.</summary>
    public static readonly TaxCategory IntraCommunity = new(nameof(IntraCommunity), 5, "K", "Intra-community supply", "VATEX-EU-IC");

    /// <summary>G: export outside the European Union.</summary>
    public static readonly TaxCategory Export = new(nameof(Export), 6, "G", "Export outside the EU", "VATEX-EU-G");

    /// <summary>O: outside the scope of the tax. Such lines share a document with no other category (EN 16931, BR-O-11).</summary>
    public static readonly TaxCategory OutOfScope = new(nameof(OutOfScope), 7, "O", "Not subject to VAT", "VATEX-EU-O");

    private TaxCategory(string name, int value, string code, string? reason, string? reasonCode)
        : base(name, value)
    {
        Code = code;
        DefaultReason = reason;
        DefaultReasonCode = reasonCode;
    }

    /// <summary>Gets whether it says what kind of supply it is: reverse charge, intra-community, export, out of scope. Such lines share no document with others.</summary>
    internal bool IsKindOfSupply => this == ReverseCharge || this == IntraCommunity || this == Export || this == OutOfScope;

    /// <summary>Gets all categories, in the order documents list them.</summary>
    public static ValueList<TaxCategory> All { get; } = [Standard, ZeroRated, Exempt, ReverseCharge, IntraCommunity, Export, OutOfScope];

    /// <summary>Gets the code of EN 16931: S, Z, E, AE, K, G or O.</summary>
    public string Code { get; }

    /// <summary>Gets whether the category has a rate above zero; only <see cref="Standard"/> does.</summary>
    public bool IsTaxed => Value == 1;

    /// <summary>Gets whether documents must say why no tax is charged: E, AE, K, G and O.</summary>
    public bool NeedsReason => Value > 2;

    /// <summary>Gets the reason documents give when nobody wrote another; <see langword="null"/> where there is none (S, Z), or none that holds for all (E).</summary>
    public string? DefaultReason { get; }

    /// <summary>Gets the code of that reason in the code list VATEX, or <see langword="null"/>.</summary>
    public string? DefaultReasonCode { get; }

    /// <summary>Finds a category by its name.</summary>
    /// <param name="name">The name, for example <c>Standard</c>.</param>
    /// <param name="category">The category, or <see langword="null"/>.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out TaxCategory? category) => All.TryFind(name, out category);

    /// <summary>Finds a category by its code of EN 16931.</summary>
    /// <param name="code">The code, for example <c>AE</c>.</param>
    /// <param name="category">The category, or <see langword="null"/>.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFromCode(string? code, [NotNullWhen(true)] out TaxCategory? category)
    {
        foreach (var one in All)
        {
            if (one.Code == code)
            {
                category = one;
                return true;
            }
        }

        category = null;
        return false;
    }

    JsonConverter IJsonConverterSource.CreateConverter() => new SmartEnumJsonConverter<TaxCategory>();
}
