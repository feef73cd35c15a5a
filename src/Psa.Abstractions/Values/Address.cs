using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Psa;

/// <summary>A postal address. Which fields must be filled is for those to say who use it.</summary>
public sealed record Address
{
    /// <summary>Makes one in which all that has a usual value has it, also when JSON leaves it out. Code uses the object initializer.</summary>
    /// <param name="street">See <see cref="Street"/>.</param>
    /// <param name="number">See <see cref="Number"/>.</param>
    /// <param name="postcode">See <see cref="Postcode"/>.</param>
    /// <param name="city">See <see cref="City"/>.</param>
    /// <param name="region">See <see cref="Region"/>.</param>
    /// <param name="country">See <see cref="Country"/>.</param>
    [JsonConstructor]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Address(string street = "", string number = "", string postcode = "", string city = "", string region = "", string country = "")
    {
        Street = street;
        Number = number;
        Postcode = postcode;
        City = city;
        Region = region;
        Country = country;
    }

    /// <summary>Gets the street, without the number.</summary>
    public string Street { get; init; }

    /// <summary>Gets the house number, with what is added to it.</summary>
    public string Number { get; init; }

    /// <summary>Gets the postcode.</summary>
    public string Postcode { get; init; }

    /// <summary>Gets the city.</summary>
    public string City { get; init; }

    /// <summary>Gets the state, province or region, where addresses have one.</summary>
    public string Region { get; init; }

    /// <summary>Gets the country: two capital letters of ISO 3166-1, <c>GB</c> and not <c>UK</c>.</summary>
    public string Country { get; init; }
}
