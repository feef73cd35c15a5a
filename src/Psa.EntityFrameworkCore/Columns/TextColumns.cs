using System.Diagnostics.CodeAnalysis;
using Ardalis.SmartEnum;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Psa.Access;

namespace Psa.EntityFrameworkCore;

/// <summary>Stores a currency by its code; none is the empty text.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class CurrencyColumn() : ValueConverter<Currency, string>(static currency => currency.Code, static code => Read(code))
{
    private static Currency Read(string code) => code.Length == 0 ? default : Currency.FromCode(code);
}

/// <summary>Stores payment terms as text.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class PaymentTermsColumn() : ValueConverter<PaymentTerms, string>(static terms => terms.ToString(), static text => PaymentTerms.Parse(text));

/// <summary>Stores a user as text; nobody is the empty text.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class UserColumn() : ValueConverter<UserId, string>(static user => user.ToString(), static text => Read(text))
{
    private static UserId Read(string text) => text.Length == 0 ? default : UserId.Of(text);
}

/// <summary>Stores a status by its name.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Entity Framework makes it")]
internal sealed class StatusColumn<T>() : ValueConverter<T, string>(static status => status.Name, static name => Read(name))
    where T : SmartEnum<T>
{
    private static T Read(string name) => SmartEnum<T>.FromName(name);
}
