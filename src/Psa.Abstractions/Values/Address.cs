namespace Psa;

/// <summary>A postal address. Which fields must be filled is for those to say who use it.</summary>
public sealed record Address
{
    /// <summary>Gets the street, without the number.</summary>
    public string Street { get; init; } = string.Empty;

    /// <summary>Gets the house number, with what is added to it.</summary>
    public string Number { get; init; } = string.Empty;

    /// <summary>Gets the postcode.</summary>
    public string Postcode { get; init; } = string.Empty;

    /// <summary>Gets the city.</summary>
    public string City { get; init; } = string.Empty;

    /// <summary>Gets the state, province or region, where addresses have one.</summary>
    public string Region { get; init; } = string.Empty;

    /// <summary>Gets the country: two capital letters of ISO 3166-1, <c>GB</c> and not <c>UK</c>.</summary>
    public string Country { get; init; } = string.Empty;
}
