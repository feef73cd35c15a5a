namespace Psa.Access;

/// <summary>One cell of an <see cref="AccessTable"/>: what a host stores of a table it has changed.</summary>
/// <param name="Role">Who.</param>
/// <param name="Permission">May do what.</param>
/// <param name="Reach">How far.</param>
public readonly record struct AccessGrant(Role Role, Permission Permission, Grants Reach);
