using Psa.Attack.Worker;

return await Commands.RunAsync(args);
